import { openReview, setUi } from '../../data/ui.ts';

/**
 * Shows what the address names, now and whenever it changes: a screen, as in `/#models`, or the review of a proposal,
 * as in `/#PRP-7F3K2M9Q`.
 */
export function followAddress(): () => void {
  const follow = () => {
    const name = location.hash.slice(1);
    setUi({ screen: name === 'models' ? 'models' : 'desk' });
    if (/^PRP-[0-9A-Z]{8}$/.test(name)) openReview(name);
  };
  follow();
  window.addEventListener('hashchange', follow);
  return () => window.removeEventListener('hashchange', follow);
}
