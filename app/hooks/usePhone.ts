import { useMedia } from './useMedia.ts';

/** Whether the desk is laid out for a phone. */
export function usePhone(): boolean {
  return useMedia('(max-width: 819px)') === true;
}
