#!/bin/sh
# Bars to model and card in one command: models/training/train.sh DATA_FOLDER [SEED] [OUT_FOLDER] [--quick]
# Reproducible from the seed with the versions in requirements.txt; about half an hour on one core, with --quick a few
# minutes for a model that is worth nothing.
set -eu
data=${1:?usage: train.sh DATA_FOLDER [SEED] [OUT_FOLDER] [--quick]}
seed=${2:-7}
here=$(cd "$(dirname "$0")" && pwd)
out=${3:-$here/../trend/shipped}
quick=${4:-}
node=${NODE:-node}
work=${TREND_WORK:-$here/.work}
mkdir -p "$work"
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
fi
export OMP_NUM_THREADS=1 PYTHONHASHSEED=0
"$node" "$here/writeFeatures.ts" "$data" "$work/matrix" $quick
"$work/venv/bin/python" "$here/trend/train_trend.py" "$work/matrix" "$work/trained" --seed "$seed" $quick
"$work/venv/bin/python" "$here/trend/alternatives.py" "$work/matrix" "$data" "$work/trained" --seed "$seed"
"$node" "$here/writeCard.ts" "$data" "$work/trained" "$out" $quick
