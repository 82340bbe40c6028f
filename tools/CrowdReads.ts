import type { SentimentModel } from '../models/sentiment/createSentimentModel.ts';
import type { Crowd } from '../sources/social/Crowd.ts';

/** What tools read the crowd through. */
export type CrowdReads = {
  crowd: Crowd;
  /** Loads the model with the first question for it. Throws where it cannot be loaded. */
  sentiment(): Promise<Pick<SentimentModel, 'name' | 'version' | 'caveat' | 'score'>>;
};
