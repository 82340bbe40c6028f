"""What training on Financial PhraseBank would have given: `apart.py ENCODER DATA OUTPUT`. Reported, never shipped."""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import cross_val_predict

import data
import encoder

torch.set_num_threads(1)
folder, source, output = sys.argv[1:4]
encode = encoder.tokeniser(folder)
model = encoder.Sentiment(folder)
model.load_state_dict(torch.load(Path(output) / "sentiment.pt"))
model.head = torch.nn.Identity()
model.temperature.fill_(1.0)
model.eval()
rows = data.phrasebank(source)
texts = [data.readable(text) for _, text in rows]
features = np.zeros((len(rows), model.encoder.config.hidden_size))
with torch.no_grad():
    for part, ids, mask in encoder.batches(texts, encode, 64):
        features[part] = model(ids, mask).numpy()
truth = np.array([data.CLASSES.index(label) for label, _ in rows])
said = cross_val_predict(LogisticRegression(max_iter=2000, C=0.3), features, truth, cv=5)
result = {
    "n": len(rows),
    "macroF1": float(f1_score(truth, said, average="macro")),
    "accuracy": float((truth == said).mean()),
}
print(result)
(Path(output) / "apart.json").write_text(json.dumps(result))
