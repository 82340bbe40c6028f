/** What a card needs of an instrument to print its numbers. */
export type Steps = { priceTick: string; quantityStep: string; base: string; quote: string };
