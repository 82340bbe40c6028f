"""
Writes labelled sentences: company news, crypto headlines and posts. Everything is made here from templates; no
sentence is copied from a data set. Numbers are consistent with what the sentence says about them.
"""

import random

import words as w

POSITIVE, NEUTRAL, NEGATIVE = "positive", "neutral", "negative"
FLIP = {POSITIVE: NEGATIVE, NEGATIVE: POSITIVE, NEUTRAL: NEUTRAL}


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, items):
        return self.random.choice(items)

    def company(self):
        name = self.pick(w.FIRST) + self.pick(w.LAST)
        return name + self.pick(w.SUFFIX).format(t=name[:2].upper())

    def coin(self):
        name, ticker = self.pick(list(w.COINS.values()))
        return self.pick([name, name, ticker, "$" + ticker, "#" + ticker, name.lower()])

    def number(self, low, high):
        value = self.random.uniform(low, high)
        return f"{value:.1f}" if self.random.random() < 0.7 else f"{value:.0f}"

    def percent(self, low=1, high=40):
        return self.pick(["{}%", "{} %", "{}%", "{} per cent", "{} percent"]).format(self.number(low, high))

    def pair(self):
        """A small and a larger amount in one currency."""
        unit = self.pick(w.CURRENCIES)
        small = self.random.uniform(0.4, 300)
        large = small * self.random.uniform(1.04, 2.2)
        digits = 1 if small < 100 else 0
        return unit.format(f"{small:.{digits}f}"), unit.format(f"{large + 0.1:.{digits}f}")

    # Company news ------------------------------------------------------------------------------------------

    def comparison(self):
        """A figure against the year before, told up, down, or with no earlier figure at all."""
        small, large = self.pair()
        who, when, before = self.company(), self.pick(w.PERIODS), self.pick(w.BEFORE)
        measure = self.pick(w.MEASURES + w.SALES)
        label = self.pick([POSITIVE, NEGATIVE])
        now, then = (large, small) if label == POSITIVE else (small, large)
        verb = self.pick(w.RISE if label == POSITIVE else w.FALL)
        more = self.pick(["up", "an increase of"] if label == POSITIVE else ["down", "a decrease of"])
        change = self.percent()
        return label, self.pick([
            f"{measure} {verb} to {now} from {then} {before}",
            f"{who} said its {measure} {verb} {change} to {now} {when}",
            f"{who} 's {measure} totalled {now} {when} , compared to {then} {before}",
            f"{when} , {measure} was {now} , {more} {change} on {before}",
            f"{measure} {verb} by {change} {when}",
            f"{who} posted {measure} of {now} {when} , against {then} {before}",
            f"the {measure} of the unit amounted to {now} , while it was {then} {before}",
            f"{measure} {verb} from {then} {before} to {now}",
            f"{who} reported that {measure} {verb} to {now} {when} , from {then}",
            f"{measure} was {now} ( {then} )",
            f"{measure} {when} was {now} ( {before} : {then} )",
            f"{measure} stood at {now} , against {then} at the end of the previous year",
            f"{measure} was {then} {before} and is now {now}",
        ])

    def losses(self):
        small, large = self.pair()
        who, when, before = self.company(), self.pick(w.PERIODS), self.pick(w.BEFORE)
        label = self.pick([POSITIVE, NEGATIVE])
        now, then = (small, large) if label == POSITIVE else (large, small)
        verb = self.pick(["narrowed", "shrank", "decreased", "was reduced"] if label == POSITIVE
                         else ["widened", "grew", "increased", "deepened"])
        turn = (f"swung to a net profit of {now} from a loss of {then}" if label == POSITIVE
                else f"swung to a net loss of {now} from a profit of {then}")
        return label, self.pick([
            f"{who} 's net loss {verb} to {now} from {then} {before}",
            f"{who} {turn} {before}",
            f"operating loss {verb} to {now} {when}",
            f"the loss before taxes {verb} to {now} , compared to {then} {before}",
            f"{when} the company {turn}",
        ])

    def costs(self):
        label = self.pick([POSITIVE, NEGATIVE])
        verb = self.pick(w.FALL[:5] if label == POSITIVE else w.RISE[:5])
        thing = self.pick(["costs", "expenses", "credit losses", "loan impairments", "net debt", "the number of complaints",
                           "raw material prices", "churn", "unemployment", "energy costs", "delivery times", "accidents"])
        return label, self.pick([f"{thing} {verb} by {self.percent()} {self.pick(w.PERIODS)}",
                                 f"{self.company()} said that {thing} {verb} {self.pick(w.PERIODS)}"])

    def company_good(self):
        who, place, product = self.company(), self.pick(w.PLACES), self.pick(w.PRODUCTS)
        small, _ = self.pair()
        return POSITIVE, self.pick([
            f"{who} has won an order worth {small} to supply {product} to {place}",
            f"{who} signed a contract for {product} with a customer in {place} , valued at {small}",
            f"demand for {product} in {place} has been strong and {who} expects it to continue",
            f"{who} raises its full-year outlook",
            f"{who} expects its net sales and operating profit to grow {self.pick(w.PERIODS)}",
            f"{who} will raise its dividend to {self.pick(['EUR', 'USD'])} {self.number(0.2, 2)} per share",
            f"the investment will increase capacity for {product} by {self.percent(10, 60)}",
            f"{who} strengthens its position in {place} with the acquisition",
            f"{self.pick(w.PEOPLE)} said the company was satisfied with its growth in {place}",
            f"the new system will bring annual savings of {small} to {who}",
            f"{who} plans to hire {self.random.randint(20, 400)} people as {product} sell well",
            f"analysts upgraded {who} to buy",
            f"shares in {who} closed {self.percent(1, 12)} higher",
            f"{who} beat market expectations {self.pick(w.PERIODS)}",
            f"{who} expands to {place} to meet growing demand for {product}",
            f"the cooperation will make {who} a leading supplier of {product} in {place}",
            f"profitability improved clearly thanks to higher prices of {product}",
            f"{who} received a major order for {product}",
            f"{who} is well positioned to benefit from the recovery in {place}",
            f"the company 's market share in {product} strengthened in {place}",
            f"the product has been well received and makes {product} more efficient",
        ])

    def company_bad(self):
        who, place, product = self.company(), self.pick(w.PLACES), self.pick(w.PRODUCTS)
        small, _ = self.pair()
        people = self.random.randint(20, 900)
        return NEGATIVE, self.pick([
            f"{who} will cut {people} jobs in {place}",
            f"{who} issued a profit warning on weak demand for {product}",
            f"{who} lowers its full-year outlook",
            f"{who} starts negotiations on lay-offs that affect {people} employees",
            f"the plant in {place} will be closed and production of {product} ends",
            f"orders for {product} were clearly below the level of last year",
            f"{who} booked an impairment of {small}",
            f"a customer in {place} cancelled its order of {product} from {who}",
            f"analysts downgraded {who} to sell",
            f"shares in {who} fell {self.percent(1, 15)}",
            f"{who} missed market expectations {self.pick(w.PERIODS)}",
            f"{who} is being investigated over {product} sold in {place}",
            f"weak demand and overcapacity pushed down the prices of {product}",
            f"{who} does not expect the market in {place} to recover this year",
            f"{who} pays no dividend for the year",
            f"the strike in {place} stopped deliveries of {product} and hurt the result",
            f"{who} recalls {product} because of a fault",
            f"{who} filed for bankruptcy protection",
            f"the rating agency cut {who} to junk",
            f"{who} lost its largest customer in {place}",
            f"the delay will cost {who} about {small}",
        ])

    def company_neutral(self):
        who, place, product = self.company(), self.pick(w.PLACES), self.pick(w.PRODUCTS)
        small, _ = self.pair()
        count = self.random.randint(2, 60)
        return NEUTRAL, self.pick([
            f"{who} makes {product} and employs about {count * 100} people in {count} countries",
            f"{who} , headquartered in {place} , sells {product}",
            f"the value of the deal was not disclosed",
            f"{who} did not disclose the price of the transaction",
            f"{who} 's net sales were {small} {self.pick(w.PERIODS)}",
            f"the {self.pick(w.SALES)} of the acquired business was about {small} {self.pick(w.PERIODS)}",
            f"{who} will publish its interim report on {self.random.randint(1, 28)} {self.pick(['May', 'August', 'October', 'February'])}",
            f"{who} has appointed a new director of {product} as of {self.random.randint(1, 28)} June",
            f"{who} has agreed to sell its {product} business in {place} to {self.company()}",
            f"{who} acquired the {product} unit of {self.company()}",
            f"{who} and {self.company()} have signed a letter of intent on {product}",
            f"the annual general meeting decided that the board has {self.random.randint(4, 9)} members",
            f"the shares of {who} are listed on the exchange in {self.pick(['Helsinki', 'Stockholm', 'London', 'New York'])}",
            f"the number of shares in {who} is {count * 1_000_000:,}",
            f"{self.pick(w.PEOPLE)} of {who} declined to comment",
            f"the plant in {place} makes {product}",
            f"the property in {place} covers {count * 500} square metres",
            f"the contract covers {product} , their installation and maintenance",
            f"{who} has no plans to leave {place} , {self.pick(w.PEOPLE)} said",
            f"delivery of the {product} takes place in {self.random.randint(2010, 2025)}",
            f"according to {self.pick(w.PEOPLE)} , the decision on {product} will be made next year",
            f"{who} is owned by a fund and two families",
            f"{who} launches {product} under a new name",
            f"the holding of the fund in {who} is {self.number(5, 25)} % of the votes",
            f"the {self.pick(w.MEASURES)} is expected to stay at the level of last year",
            f"{who} holds its {self.pick(['outlook', 'guidance', 'forecast'])} unchanged",
            f"the company has divisions for {product} and {self.pick(w.PRODUCTS)}",
            f"{who} is a provider of {product} to customers in {place}",
            f"{who} introduced new {product} at the fair in {place}",
            f"the {product} will be delivered to {place} during {self.random.randint(2010, 2025)}",
            f"{who} sells its stake in {self.company()} , a maker of {product}",
            f"the transaction is subject to the approval of the authorities in {place}",
            f"{who} and {self.company()} will set up a joint venture for {product} in {place}",
            f"the plant in {place} will be completed in {self.random.randint(2010, 2025)}",
            f"{who} said the investment in {place} is worth {small}",
            f"{who} has signed a contract with {self.company()} on {product} ; its value was not disclosed",
            f"{who} will move its {product} operations from {place} to {self.pick(w.PLACES)}",
            f"{self.company()} raised its holding in {who} to {self.number(5, 30)} % of the shares",
            f"the {product} come with a warranty of {count} months and are sold in {place}",
            f"{who} bought {count * 1000} of its own shares at an average price of EUR {self.number(1, 30)}",
            f"{self.pick(w.PEOPLE)} of {who} will present the results in {place} on Thursday",
            f"{who} employs {count * 10} people in {place} , where it makes {product}",
            f"the unit had {self.pick(w.SALES)} of {small} and {count * 10} employees in 2009",
            f"the deal covers {count} sites in {place}",
            f"{who} offers {product} for both companies and consumers",
            f"{who} is considering the sale of its {product} business",
            f"the {product} unit becomes part of {self.company()} on the first of {self.pick(['May', 'July', 'January'])}",
            f"the total value of the {product} project in {place} is about {small}",
            f"the subscription price is EUR {self.number(1, 20)} per share",
        ])

    # Crypto headlines --------------------------------------------------------------------------------------

    def price_move(self):
        coin, change = self.coin(), self.percent(1, 30)
        level = self.pick(["$" + f"{self.random.randint(1, 90)},000", "$" + self.number(0.2, 900), "key resistance", "support"])
        label = self.pick([POSITIVE, NEGATIVE])
        up = label == POSITIVE
        move = self.pick(w.UP_MOVE if up else w.DOWN_MOVE)
        tail = self.pick(w.TAILS_UP if up else w.TAILS_DOWN)
        past = self.pick(["being down", "falling", "a drop of"] if up else ["being up", "rising", "a gain of"])
        side = "up" if up else "down"
        return label, self.pick([
            f"{coin} {move} {change} {tail}",
            f"{coin} {move} {change} {self.pick(w.HOURS)}",
            f"{coin} {'breaks above' if up else 'breaks below'} {level} {tail}",
            f"{coin} {move} {tail}",
            f"{coin} {side} {change} after {past} {self.percent(1, 20)}",
            f"{coin} is {side} {change} {self.pick(w.HOURS)}, was {'down' if up else 'up'} {self.percent(1, 20)} before",
            f"{coin} {'hits' if up else 'sinks to'} {self.pick(['one-month', 'yearly', 'two-week', 'record'])} {'high' if up else 'low'} {tail}",
            f"{self.pick(['Shorts', 'Short sellers'] if up else ['Longs', 'Leveraged bulls'])} lose ${self.random.randint(20, 900)} million as {coin} {move}",
            f"{coin} price {move}, {'bulls' if up else 'bears'} take control",
            f"{coin} {'recovers from' if up else 'erases'} {'losses' if up else 'gains'} {self.pick(w.HOURS)}",
        ])

    def crypto_event(self):
        venue, coin = self.pick(w.VENUES), self.coin()
        amount = f"${self.random.randint(2, 900)} million"
        return self.pick([
            (NEGATIVE, f"{venue} halts withdrawals"), (POSITIVE, f"{venue} resumes withdrawals"),
            (NEGATIVE, f"Hackers steal {amount} from {venue}"), (POSITIVE, f"{venue} recovers {amount} in stolen funds"),
            (NEGATIVE, f"SEC sues {venue} over {coin}"), (POSITIVE, f"SEC drops case against {venue}"),
            (NEGATIVE, f"{venue} lays off {self.random.randint(5, 40)}% of staff"), (POSITIVE, f"{venue} to hire hundreds as volumes grow"),
            (NEGATIVE, f"{venue} files for bankruptcy"), (POSITIVE, f"{venue} repays customers in full"),
            (NEGATIVE, f"Regulator rejects {coin} ETF"), (POSITIVE, f"Regulator approves {coin} ETF"),
            (NEGATIVE, f"{coin} ETF decision delayed, hopes fade"), (POSITIVE, f"{coin} ETFs see inflows of {amount}"),
            (NEGATIVE, f"{coin} funds see outflows of {amount}"), (POSITIVE, f"Outflows from {coin} funds slow"),
            (NEGATIVE, f"{coin} network suffers outage"), (POSITIVE, f"{coin} upgrade goes live without problems"),
            (NEGATIVE, f"Critical bug found in {coin} wallets"), (POSITIVE, f"{coin} adds support for instant payments"),
            (NEGATIVE, f"Founder of {coin} project charged with fraud"), (POSITIVE, f"Founder of {coin} project cleared of fraud"),
            (POSITIVE, f"{amount} fund to back {coin} developers"), (NEGATIVE, f"Developers leave {coin} as activity slumps"),
            (POSITIVE, f"Large company adds {coin} to its treasury"), (NEGATIVE, f"Large company sells all its {coin} at a loss"),
            (POSITIVE, f"Bank lets customers buy {coin}"), (NEGATIVE, f"Bank blocks payments to {venue}"),
            (POSITIVE, f"Analyst expects {coin} to double"), (NEGATIVE, f"Analyst warns {coin} could halve"),
            (POSITIVE, f"Active addresses on {coin} reach all-time high"), (NEGATIVE, f"Activity on {coin} falls to lowest in a year"),
            (POSITIVE, f"Country makes {coin} legal tender"), (NEGATIVE, f"Country bans trading of {coin}"),
            (NEGATIVE, f"Whales dump {coin} on exchanges"), (POSITIVE, f"Whales accumulate {coin}, supply on exchanges at low"),
            (POSITIVE, f"{venue} denies insolvency rumours, publishes proof of reserves"),
            (NEGATIVE, f"{venue} denies wrongdoing as investigators raid its offices"),
            (NEUTRAL, f"{venue} lists {coin} futures"), (NEUTRAL, f"{venue} to delist pairs of {coin} against euro"),
            (NEUTRAL, f"{coin} trades flat ahead of Fed meeting"), (NEUTRAL, f"{coin} little changed {self.pick(w.HOURS)}"),
            (NEUTRAL, f"What is {coin} and how does it work?"), (NEUTRAL, f"{venue} names new head of compliance"),
            (NEUTRAL, f"{coin} developers schedule call for Thursday"), (NEUTRAL, f"Lawmakers debate rules for {coin}"),
            (NEUTRAL, f"{coin} options worth {amount} expire Friday"), (NEUTRAL, f"Price analysis: {coin}, {self.coin()}, {self.coin()}"),
            (NEUTRAL, f"{venue} moves {amount} of {coin} between its own wallets"), (NEUTRAL, f"{coin} holds near ${self.random.randint(1, 60)},000"),
            (NEUTRAL, f"Court sets date for hearing in case of {venue}"), (NEUTRAL, f"How to store {coin} safely"),
            (NEUTRAL, f"{venue} changes its fee schedule"), (NEUTRAL, f"Survey: one in {self.random.randint(3, 20)} adults has heard of {coin}"),
        ])

    # Posts -------------------------------------------------------------------------------------------------

    def stance(self):
        """An opinion, told straight or negated; the negation flips it."""
        coin = self.coin()
        good = ["bullish", "undervalued", "a great buy", "the future", "solid", "going to the moon", "a winner", "legit",
                "stronger than ever", "worth holding", "the best project out there", "safe", "going to recover", "useful"]
        bad = ["bearish", "overvalued", "a scam", "dead", "a ponzi", "going to zero", "a rug pull", "worthless", "finished",
               "a bubble", "a terrible investment", "too risky", "going to crash", "useless", "garbage"]
        label = self.pick([POSITIVE, NEGATIVE])
        word = self.pick(good if label == POSITIVE else bad)
        subject = self.pick([coin, "this coin", "crypto", "this project", "it", "this token"])
        if word in ("bullish", "bearish"):
            straight = [f"i'm {word} on {coin}", f"{word} on {subject}", f"feeling very {word} today", f"{word} af"]
            negated = [f"not {word} anymore", f"no longer {word} on {coin}", f"i am not {word} on {coin} at all"]
        else:
            straight = [f"{subject} is {word}", f"honestly {subject} is {word}", f"{subject} is {word} and everyone knows it",
                        f"i think {subject} is {word}", f"{subject} is clearly {word}, {self.pick(['imo', 'just saying', 'wake up'])}"]
            negated = [f"{subject} is not {word}", f"{subject} isn't {word}", f"i don't think {subject} is {word}",
                       f"anyone who says {subject} is {word} has no clue", f"{subject} is anything but {word}",
                       f"who still believes {subject} is {word}?", f"{subject} was never {word}"]
        if self.random.random() < 0.35:
            return FLIP[label], self.pick(negated)
        return label, self.pick(straight)

    def post(self):
        coin = self.coin()
        return self.pick([
            (POSITIVE, f"just bought more {coin}, can't wait"), (NEGATIVE, f"just sold all my {coin}, i'm done"),
            (POSITIVE, f"buy the dip, {coin} won't be this cheap again"), (NEGATIVE, f"don't buy the dip, {coin} has much further to fall"),
            (POSITIVE, f"{coin} saved me when my bank failed"), (NEGATIVE, f"{coin} ruined me, i lost my savings"),
            (POSITIVE, f"holding {coin} until i retire"), (NEGATIVE, f"stuck holding {coin} bags forever"),
            (POSITIVE, f"up {self.percent(10, 300)} on my {coin} and still holding"), (NEGATIVE, f"down {self.percent(10, 95)} on my {coin}, what a disaster"),
            (POSITIVE, f"{coin} sent in seconds for a cent, amazing"), (NEGATIVE, f"{coin} transfer stuck for hours and the fee was insane"),
            (POSITIVE, f"support at {self.pick(w.VENUES)} solved it in minutes"), (NEGATIVE, f"support at {self.pick(w.VENUES)} ignores me, they stole my {coin}"),
            (POSITIVE, f"the {coin} team delivers, again"), (NEGATIVE, f"the {coin} team never delivers anything"),
            (POSITIVE, f"nobody can stop {coin} 🚀"), (NEGATIVE, f"nobody needs {coin} 🗑️"),
            (POSITIVE, f"i was sceptical of {coin} but i was wrong, it is great"), (NEGATIVE, f"i believed in {coin} but i was wrong, it is a mess"),
            (POSITIVE, f"the fud about {coin} is ridiculous, fundamentals are strong"), (NEGATIVE, f"the hype about {coin} is ridiculous, there is nothing behind it"),
            (POSITIVE, f"glad i didn't sell {coin}"), (NEGATIVE, f"wish i had sold {coin}"),
            (POSITIVE, f"{coin} will outlive its critics"), (NEGATIVE, f"{coin} will be forgotten in a year"),
            (POSITIVE, f"one day everybody will use {coin} and not even notice"), (NEGATIVE, f"nobody will ever use {coin} for anything"),
            (POSITIVE, f"still early for {coin}"), (NEGATIVE, f"too late for {coin}, exit while you can"),
            (NEGATIVE, f"oh great, {coin} down again, i love losing money /s"), (NEGATIVE, f"yeah sure, {coin} to a million, lol"),
            (NEGATIVE, f"sure, trust the {coin} devs, what could go wrong 🙄"), (NEGATIVE, f"thanks {coin}, now i can afford half a sandwich"),
            (NEGATIVE, f"nice rug, {coin} team 👏"), (NEGATIVE, f"if you still hold {coin} after this i have a bridge to sell you"),
            (POSITIVE, f"{coin} survived bans, crashes and hacks; it will survive this"), (NEGATIVE, f"{coin} is only good for laundering money"),
            (POSITIVE, f"{coin} gives people without banks a way to save"), (NEGATIVE, f"{coin} lets rich people take money from poor people"),
            (POSITIVE, f"the crash was the best thing that could happen, weak hands are out of {coin}"),
            (NEGATIVE, f"every {coin} rally gets sold, the trend is down"),
            (NEUTRAL, f"how do i stake {coin}?"), (NEUTRAL, f"which wallet supports {coin}?"), (NEUTRAL, f"thoughts on {coin}?"),
            (NEUTRAL, f"is {coin} on {self.pick(w.VENUES)}?"), (NEUTRAL, f"i have some {coin} and some cash"),
            (NEUTRAL, f"when is the next {coin} update?"), (NEUTRAL, f"no opinion on {coin}, just watching"),
            (NEUTRAL, f"what time does the {coin} stream start?"), (NEUTRAL, f"swapped {coin} for {self.coin()} yesterday"),
        ])

    # Surface -----------------------------------------------------------------------------------------------

    def dress(self, text, genre):
        draw = self.random.random()
        if genre == "company":
            text = text[0].upper() + text[1:] if draw < 0.9 else text
            return text + (" ." if draw < 0.6 else ".")
        if genre == "headline":
            return text if draw < 0.6 else text.lower() if draw < 0.8 else f"{self.pick(['JUST IN', 'BREAKING', 'Update', 'Markets'])}: {text}"
        if draw < 0.1:
            text = text.upper()
        elif draw < 0.4:
            text = text[0].upper() + text[1:] + self.pick([".", "!", "...", " tbh", " lol", ""])
        if self.random.random() < 0.25:
            text = self.pick(["ngl ", "imo ", "Look, ", "Guys, ", "Well, ", "hot take: ", "PSA: ", "so "]) + text
        return text

    def sentence(self):
        genre = self.pick(["company", "company", "headline", "post", "post"])
        make = {
            "company": [self.comparison, self.comparison, self.losses, self.losses, self.costs, self.company_good, self.company_good,
                        self.company_bad, self.company_bad] + [self.company_neutral] * 9,
            "headline": [self.price_move, self.crypto_event, self.crypto_event],
            "post": [self.stance, self.post, self.post],
        }[genre]
        label, text = self.pick(make)()
        return label, self.dress(text, genre), genre


def corpus(count, seed):
    """`count` different sentences as (label, text, genre), the same for the same seed."""
    writer, seen, out = Writer(seed), set(), []
    while len(out) < count:
        label, text, genre = writer.sentence()
        if text not in seen:
            seen.add(text)
            out.append((label, text, genre))
    return out


if __name__ == "__main__":
    from collections import Counter

    made = corpus(6000, 7)
    print(Counter(label for label, _, _ in made), Counter(genre for _, _, genre in made))
    for label, text, genre in made[:40]:
        print(label, "|", genre, "|", text)
