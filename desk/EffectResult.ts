/** `null` when an effect is done, or when to perform it again (epoch ms). */
export type EffectResult = { againAt: number } | null;
