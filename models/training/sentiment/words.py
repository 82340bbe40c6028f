"""Vocabulary of the grammar. Company and people names are made up; coins and venues are the usual ones."""

COINS = {
    "bitcoin": ("Bitcoin", "BTC"), "ether": ("Ether", "ETH"), "solana": ("Solana", "SOL"), "xrp": ("XRP", "XRP"),
    "doge": ("Dogecoin", "DOGE"), "ada": ("Cardano", "ADA"), "link": ("Chainlink", "LINK"), "dot": ("Polkadot", "DOT"),
    "avax": ("Avalanche", "AVAX"), "ltc": ("Litecoin", "LTC"), "bnb": ("BNB", "BNB"), "atom": ("Cosmos", "ATOM"),
    "shib": ("Shiba Inu", "SHIB"), "matic": ("Polygon", "MATIC"), "luna": ("Terra", "LUNA"), "trx": ("Tron", "TRX"),
}
VENUES = ["Binance", "Coinbase", "Kraken", "Bitstamp", "OKX", "Bybit", "Gemini", "the exchange", "a Korean exchange",
          "the lender", "the DeFi protocol", "the trading platform", "KuCoin", "Bitfinex", "the crypto broker"]
FIRST = ["Nord", "Alm", "Ves", "Kar", "Tur", "Hel", "Bal", "Oul", "Lind", "Ster", "Gran", "Fin", "Ost", "Rauta", "Meri",
         "Sal", "Viker", "Tamm", "Polar", "Delta", "Trans", "Omni", "Cargo", "Metal", "Data", "Agri", "Eco", "Euro"]
LAST = ["ia", "tec", "mark", "ventia", "plast", "steel", "soft", "net", "pak", "form", "line", "wood", "ex", "dyne",
        "com", "group", "power", "lux", "point", "works", "graf", "mill", "ton", "sys", "star", "bank"]
SUFFIX = ["", "", "", " Oyj", " Corp", " Plc", " Group", " AB", " Inc", " Ltd", " Holding", " HEL : {t}1V"]
PERIODS = ["in the first quarter", "in the second quarter", "in the third quarter", "in the fourth quarter", "in 2009",
           "in the first half of the year", "in January-September", "in the review period", "for the full year",
           "during the quarter", "in the April-June period", "in the twelve-month period", "last year", "this quarter"]
BEFORE = ["a year earlier", "in the same period last year", "in the corresponding period", "in the year-ago quarter",
          "in 2008", "the year before", "in the comparison period", "for the same period a year ago"]
PRODUCTS = ["paper machines", "tractors", "mobile phones", "elevators", "steel pipes", "crane parts", "food packaging",
            "software licences", "broadband connections", "ice cream", "magazines", "diesel engines", "timber", "fertilisers",
            "medical imaging systems", "power cables", "cruise ferries", "office space", "apartments", "wind turbines",
            "ticketing systems", "base stations", "beer", "clothing", "mining equipment", "label stock", "plywood"]
PLACES = ["Finland", "Sweden", "Russia", "the Baltic countries", "Germany", "Poland", "China", "India", "Brazil", "the UK",
          "the United States", "Lithuania", "Estonia", "St Petersburg", "Norway", "South Korea", "Western Europe"]
MEASURES = ["operating profit", "net profit", "pre-tax profit", "profit before taxes", "EBITDA", "profit for the period",
            "earnings", "operating result", "net income", "EBIT"]
SALES = ["net sales", "turnover", "revenue", "sales", "order intake", "the order backlog", "net interest income", "rental income",
         "the number of subscribers", "passenger volume", "cargo volume", "market share", "exports", "cash flow from operations"]
CURRENCIES = ["EUR {} mn", "EUR {} million", "EUR{}m", "USD {} mn", "${} million", "EUR {} bn", "SEK {} million", "{} million euros"]
RISE = ["rose", "increased", "grew", "climbed", "jumped", "was up", "went up", "improved", "surged", "advanced"]
FALL = ["fell", "decreased", "declined", "dropped", "slipped", "was down", "went down", "shrank", "slumped", "plunged", "weakened"]
UP_MOVE = ["climbs", "jumps", "rises", "gains", "rallies", "surges", "soars", "advances", "spikes", "pumps", "ticks up", "rebounds"]
DOWN_MOVE = ["falls", "drops", "slides", "tumbles", "slips", "sinks", "plunges", "crashes", "dumps", "retreats", "loses", "nosedives"]
PEOPLE = ["CEO", "the chief executive", "the chairman", "a spokesman", "the CFO", "the managing director", "analysts", "the founder"]
TAILS_UP = ["as demand returns", "on ETF optimism", "after strong inflows", "as shorts are squeezed", "on hopes of rate cuts",
            "after the upgrade", "as buyers return", "in broad market rally", "on adoption news", "as fears ease", "after court win"]
TAILS_DOWN = ["as selling accelerates", "on regulatory fears", "after hack", "as longs are liquidated", "on rate worries",
              "after lawsuit", "as liquidity dries up", "in broad sell-off", "on insolvency rumours", "as traders flee", "after outage"]
HOURS = ["in 24 hours", "this week", "today", "overnight", "since Monday", "in an hour", "this month", "on Tuesday"]
