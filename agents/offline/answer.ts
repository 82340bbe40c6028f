import {
  answerExplain,
  answerOrders,
  answerPortfolio,
  answerProposals,
  answerRisk,
} from './answers/answerAccount.ts';
import { answerCancel } from './answers/answerCancel.ts';
import { answerChain } from './answers/answerChain.ts';
import { answerClose } from './answers/answerClose.ts';
import { answerFunding, answerMood, answerNews } from './answers/answerCrowd.ts';
import { answerIdea } from './answers/answerIdea.ts';
import {
  answerBook,
  answerChanges,
  answerChart,
  answerCompare,
  answerIndicators,
  answerPrice,
} from './answers/answerMarket.ts';
import { answerOrder } from './answers/answerOrder.ts';
import { answerAdvice, answerTrend } from './answers/answerTrend.ts';
import { openQuestion, smallTalk } from './answers/smallTalk.ts';
import type { Intent } from './parse/ParsedMessage.ts';
import { orAll } from './parse/parseQuestion.ts';
import type { Talk, World } from './Talk.ts';

/** The answer to an intent. `quoted` is the user's own sentence, for the thesis of an order. */
export function* answer(intent: Intent, world: World, quoted: string): Talk {
  const all = [...world.instruments.keys()];
  switch (intent.kind) {
    case 'greeting':
    case 'thanks':
    case 'approval':
    case 'decline':
    case 'kill':
    case 'negated':
    case 'hypothetical':
      return smallTalk[intent.kind]();
    case 'help':
    case 'notUnderstood':
      return smallTalk[intent.kind](world);
    case 'unclear':
      return `${intent.question} ${openQuestion}`;
    case 'unsupported':
      return intent.reason;
    case 'price':
      return yield* answerPrice(orAll(intent.instruments, all), intent.quantity);
    case 'changes':
      return yield* answerChanges(orAll(intent.instruments, all), intent);
    case 'indicators':
      return yield* answerIndicators(orAll(intent.instruments, all), intent.timeframe);
    case 'trend':
      return yield* answerTrend(orAll(intent.instruments, all), intent.timeframe);
    case 'advice':
      return yield* answerAdvice(orAll(intent.instruments, all));
    case 'compare':
      return yield* answerCompare(intent.instruments.length > 1 ? intent.instruments : all);
    case 'book':
      return yield* answerBook(orAll(intent.instruments, all), intent.quantity);
    case 'news':
      return yield* answerNews(intent.instruments, all);
    case 'mood':
      return yield* answerMood(orAll(intent.instruments, all));
    case 'funding':
      return yield* answerFunding(orAll(intent.instruments, all));
    case 'chart':
      return yield* answerChart(orAll(intent.instruments, all.slice(0, 1)), intent.timeframe);
    case 'portfolio':
      return yield* answerPortfolio(intent.instruments);
    case 'risk':
      return yield* answerRisk();
    case 'orders':
      return yield* answerOrders(intent.open, intent.instruments);
    case 'proposals':
      return yield* answerProposals();
    case 'explain':
      return yield* answerExplain(intent.proposal);
    case 'chainBalance':
      return yield* answerChain('balance', intent.address);
    case 'chainTransfers':
      return yield* answerChain('transfers', intent.address);
    case 'gas':
      return yield* answerChain('gas');
    case 'cancel':
      return yield* answerCancel(intent);
    case 'close':
      return yield* answerClose(intent.instruments, intent.all);
    case 'order':
      return yield* answerOrder(intent.order, world, quoted);
    case 'idea':
      return yield* answerIdea(world);
  }
}
