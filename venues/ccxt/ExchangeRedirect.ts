/** Where an exchange's traffic goes instead: origins such as `http://127.0.0.1:8080` and `ws://127.0.0.1:8080`. */
export type ExchangeRedirect = { rest: string; ws: string };
