import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModelV4 } from '@ai-sdk/provider';
import { CountersignError } from '../../domain/CountersignError.ts';
import { createOfflineModel } from '../offline/createOfflineModel.ts';
import type { World } from '../offline/Talk.ts';

/** The `model` section of the config. */
export type ModelSettings = {
  provider: 'offline' | 'openai' | 'openaiCompatible';
  model?: string | null;
  baseUrl?: string | null;
  apiKey?: string | null;
};

/** A model with what a person should know of it. */
export type AgentModel = {
  model: LanguageModelV4;
  provider: ModelSettings['provider'];
  label: string;
  ruleBased: boolean;
};

const defaultOpenAiModel = 'gpt-5-mini';

/** Builds the model that the settings name. Throws `model.misconfigured` where a setting is missing. */
export function createModel(settings: ModelSettings, world: World): AgentModel {
  const { provider, model, baseUrl, apiKey } = settings;
  switch (provider) {
    case 'offline':
      return {
        ...{ provider, ruleBased: true, label: 'Offline analyst (rule-based, no model)' },
        model: createOfflineModel(world),
      };
    case 'openai': {
      if (!apiKey) throw misconfigured('model.provider is openai and there is no key. Set OPENAI_API_KEY.');
      const name = model ?? defaultOpenAiModel;
      const openai = createOpenAI({ apiKey, ...(baseUrl ? { baseURL: baseUrl } : {}) });
      return { provider, ruleBased: false, label: `OpenAI ${name}`, model: openai(name) };
    }
    case 'openaiCompatible': {
      if (!baseUrl) {
        throw misconfigured(
          'model.provider is openaiCompatible and model.baseUrl is not set. Set OPENAI_BASE_URL.',
        );
      }
      if (!model)
        throw misconfigured('model.provider is openaiCompatible and model.model is not set. Name the model.');
      const compatible = createOpenAICompatible({
        name: 'openaiCompatible',
        baseURL: baseUrl,
        includeUsage: true,
        ...(apiKey ? { apiKey } : {}),
      });
      return {
        provider,
        ruleBased: false,
        label: `${model} at ${new URL(baseUrl).host}`,
        model: compatible(model),
      };
    }
  }
}

function misconfigured(message: string): CountersignError {
  return new CountersignError('model.misconfigured', message);
}
