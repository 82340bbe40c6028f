import { prepareTemplate } from '../db/embedded/template.ts';

// Run once after installing, so that a first start does not spend its seconds on making an empty database.
await prepareTemplate();
