import type { NewsView } from '../../../domain/NewsItem.ts';
import { newsTime } from '../../../domain/newsTime.ts';
import { type Cli, print } from '../Cli.ts';
import { connect } from '../connect.ts';
import { plain } from '../format/plain.ts';

const shown = '20';

/** Shows the newest headlines or posts as they came: text from outside, checked by nobody. */
export async function news(cli: Cli, options: { instrument?: string; posts?: boolean }): Promise<number> {
  const desk = connect(cli.environment.home, 'operator');
  const query = new URLSearchParams({
    ...{ limit: shown, kind: options.posts === true ? 'post' : 'news' },
    ...(options.instrument !== undefined && { instrument: options.instrument }),
  });
  const [state, view] = await Promise.all([desk.state(), desk.get<NewsView>(`/api/news?${query}`)]);
  print(cli, view, () => [state.modeNotice, ...lines(view)]);
  return 0;
}

function lines({ enabled, items }: NewsView): string[] {
  if (!enabled) return ['News and mood are off; crowd.enabled: true in config.yaml switches them on.'];
  if (items.length === 0)
    return ['Nothing is there; "countersign sources" says whether that is quiet or a source that fails.'];
  return [
    'Quoted as it came, checked by nobody:',
    ...items.flatMap((item) => {
      const coins = item.assets.length > 0 ? `  ${plain(item.assets.join(', '))}` : '';
      const time = new Date(newsTime(item)).toISOString().slice(0, 16);
      return [
        `${time}Z  ${plain(item.sourceName)}${coins}`,
        `  ${plain(item.untrustedTitle)}`,
        `  ${plain(item.url)}`,
      ];
    }),
  ];
}
