import { z } from 'zod';

export const exchangeName = z.string().regex(/^[a-z0-9]{2,40}$/, {
  error: 'expected an exchange as ccxt names it, such as binance or kraken, or simulated',
});
