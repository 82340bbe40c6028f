import { openReview } from '../../data/ui.ts';

/** Opens the review of a proposal that the address names, as in `/#PRP-7F3K2M9Q`, now and whenever it changes. */
export function followAddress(): () => void {
  const follow = () => {
    const id = location.hash.slice(1);
    if (/^PRP-[0-9A-Z]{8}$/.test(id)) openReview(id);
  };
  follow();
  window.addEventListener('hashchange', follow);
  return () => window.removeEventListener('hashchange', follow);
}
