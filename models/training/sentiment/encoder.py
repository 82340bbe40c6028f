"""A small sentence encoder with a head for the three sentiments."""

import numpy as np
import torch
from transformers import AutoTokenizer, BertModel

LONGEST = 96


class Sentiment(torch.nn.Module):
    def __init__(self, folder, layers=6, frozen=2):
        super().__init__()
        self.encoder = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.encoder.config.num_hidden_layers = layers
        # The lowest layers read words, which stay what they are; training them costs most of the time.
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:frozen]):
            part.requires_grad_(False)
        self.head = torch.nn.Sequential(
            torch.nn.Dropout(0.1), torch.nn.Linear(self.encoder.config.hidden_size, 3)
        )
        self.temperature = torch.nn.Parameter(torch.ones(1), requires_grad=False)

    @torch.no_grad()
    def calibrate(self, temperature, neutral):
        """Divides the logits and then adds to neutral, within the weights: the graph stays what it is."""
        self.temperature.fill_(temperature)
        self.head[-1].bias[1] += temperature * neutral

    def forward(self, input_ids, attention_mask):
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        pooled = (hidden * mask).sum(1) / mask.sum(1)
        return self.head(pooled) / self.temperature


def weights_of(model):
    """A copy, which training goes on without."""
    return {name: value.clone() for name, value in model.state_dict().items()}


def mean_of(weights, shares=None):
    """The mean of several networks' weights, of like shares where none are named."""
    shares = shares or [1 / len(weights)] * len(weights)
    return {name: sum(share * one[name] for share, one in zip(shares, weights)) for name in weights[0]}


def tokeniser(folder):
    return AutoTokenizer.from_pretrained(folder)


def batches(texts, encode, size, order=None):
    """Indices and tensors, texts of similar length together, so that little is padded."""
    encoded = [encode(text, truncation=True, max_length=LONGEST)["input_ids"] for text in texts]
    order = sorted(range(len(texts)), key=lambda i: len(encoded[i])) if order is None else order(encoded)
    for start in range(0, len(order), size):
        part = order[start : start + size]
        width = max(len(encoded[i]) for i in part)
        ids = torch.zeros(len(part), width, dtype=torch.long)
        mask = torch.zeros(len(part), width, dtype=torch.long)
        for row, i in enumerate(part):
            ids[row, : len(encoded[i])] = torch.tensor(encoded[i])
            mask[row, : len(encoded[i])] = 1
        yield part, ids, mask


@torch.no_grad()
def logits_of(model, encode, texts):
    model.eval()
    out = np.zeros((len(texts), 3))
    for part, ids, mask in batches(texts, encode, 64):
        out[part] = model(ids, mask).numpy()
    return out


def fit(model, encode, rows, epochs, rate, seed, log=print):
    """Cross-entropy against soft targets with weights; learning rate warmed up, then falling to zero."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    texts = [text for _, text, _ in rows]
    targets = torch.tensor([target for target, _, _ in rows], dtype=torch.float32)
    weights = torch.tensor([weight for _, _, weight in rows], dtype=torch.float32)

    def shuffled(encoded):
        jitter = [len(ids) + random.uniform(0, 6) for ids in encoded]
        by_length = np.argsort(jitter)
        chunks = [by_length[i : i + 32] for i in range(0, len(by_length), 32)]
        random.shuffle(chunks)
        return [int(i) for chunk in chunks for i in chunk]

    decay = [p for n, p in model.named_parameters() if p.requires_grad and p.ndim > 1]
    plain = [p for n, p in model.named_parameters() if p.requires_grad and p.ndim <= 1]
    optimiser = torch.optim.AdamW(
        [{"params": decay, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}], lr=rate
    )
    total = epochs * ((len(rows) + 31) // 32)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.1 * total), max(0.0, (total - step) / (0.9 * total)))
    )
    for epoch in range(epochs):
        model.train()
        seen, lost = 0.0, 0.0
        for part, ids, mask in batches(texts, encode, 32, shuffled):
            loss = -(targets[part] * torch.log_softmax(model(ids, mask), dim=1)).sum(1)
            loss = (loss * weights[part]).sum() / weights[part].sum()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            seen, lost = seen + 1, lost + float(loss.detach())
        log(f"epoch {epoch + 1}: loss {lost / seen:.4f}", flush=True)
    return model
