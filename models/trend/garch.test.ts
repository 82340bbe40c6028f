import { expect, test } from 'vitest';
import { fitGarch, garchRatios } from './garch.ts';

/** A GARCH(1,1) path of unit long-run variance with near-Gaussian steps. */
function simulate(alpha: number, beta: number, count: number): Float64Array {
  let state = 7;
  const uniform = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  let variance = 1;
  return Float64Array.from({ length: count }, () => {
    let normal = -6;
    for (let i = 0; i < 12; i += 1) normal += uniform();
    const value = normal * Math.sqrt(variance);
    variance = 1 - alpha - beta + alpha * value * value + beta * variance;
    return value;
  });
}

test('default: recovers the parameters it was simulated with', () => {
  const fitted = fitGarch([simulate(0.1, 0.85, 40_000)]);
  expect(fitted.alpha).toBeCloseTo(0.1, 1);
  expect(Math.abs(fitted.alpha - 0.1)).toBeLessThan(0.02);
  expect(Math.abs(fitted.alpha + fitted.beta - 0.95)).toBeLessThan(0.02);
});

test('behavior: after a shock the near horizon is wilder than the far one, after calm calmer', () => {
  const shocked = Float64Array.from({ length: 199 }, (_, i) => (i === 198 ? 5 : 1));
  const [near = 0, far = 0] = garchRatios(shocked, 1, [1, 50], { alpha: 0.1, beta: 0.85 });
  expect(near).toBeCloseTo(Math.sqrt(0.05 + 0.1 * 25 + 0.85), 3);
  expect(far).toBeLessThan(near);
  const calm = new Float64Array(199).fill(0.1);
  const [calmNear = 0, calmFar = 0] = garchRatios(calm, 1, [1, 50], { alpha: 0.1, beta: 0.85 });
  expect(calmNear).toBeLessThan(calmFar);
  expect(calmFar).toBeLessThan(1);
});
