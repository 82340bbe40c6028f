import { describe } from 'vitest';
import { databaseConformance } from './conformance.ts';
import { createMemoryDatabase } from './memory/createMemoryDatabase.ts';
import { openEmbedded } from './openEmbedded.ts';

describe('memory', () => databaseConformance(async () => createMemoryDatabase()));
describe('PGlite', () => databaseConformance(() => openEmbedded()));
