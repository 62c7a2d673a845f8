import { type Choices, lines } from './pytorch-choices.ts'

export function attention({ model, plan }: Choices): string {
  const bias = model.bias ? '' : ', bias=False'
  const grouped = model.keyValueHeads < model.heads
  const rotary = model.positions === 'none'
  return lines(
    rotary &&
      `def rotate(x):
    """Rotary positions: pairs of channels turn by an angle that grows along the sequence."""
    half = HEAD_SIZE // 2
    speed = 10000.0 ** (-torch.arange(half, device=x.device) / half)
    angle = torch.outer(torch.arange(x.shape[2], device=x.device), speed)
    sin, cos = angle.sin().to(x.dtype), angle.cos().to(x.dtype)
    a, b = x[..., :half], x[..., half:]
    return torch.cat((a * cos - b * sin, b * cos + a * sin), dim=-1)

`,
    `class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.q = nn.Linear(HIDDEN, HEADS * HEAD_SIZE${bias})
        self.k = nn.Linear(HIDDEN, KV_HEADS * HEAD_SIZE${bias})
        self.v = nn.Linear(HIDDEN, KV_HEADS * HEAD_SIZE${bias})
        self.o = nn.Linear(HEADS * HEAD_SIZE, HIDDEN${bias})

    def core(self, q, k, v):${rotary ? '\n        q, k = rotate(q), rotate(k)' : ''}
        return F.scaled_dot_product_attention(q, k, v, is_causal=True${grouped ? ', enable_gqa=True' : ''})

    def forward(self, x):
        # A rank counts its own heads: the width of its part says how many there are.
        q, k, v = (
            linear(x).unflatten(-1, (-1, HEAD_SIZE)).transpose(1, 2)
            for linear in (self.q, self.k, self.v)
        )`,
    plan.recompute === 'selective'
      ? `        y = checkpoint(self.core, q, k, v, use_reentrant=False)  # made again in backward`
      : '        y = self.core(q, k, v)',
    '        return self.o(y.transpose(1, 2).flatten(2))',
  )
}

export function blocks({ model, plan }: Choices): string {
  const bias = model.bias ? '' : ', bias=False'
  const norm = model.norm === 'rms' ? 'nn.RMSNorm' : 'nn.LayerNorm'
  return lines(
    `class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.up = nn.Linear(HIDDEN, FFN${bias})`,
    model.gated && `        self.gate = nn.Linear(HIDDEN, FFN${bias})`,
    `        self.down = nn.Linear(FFN, HIDDEN${bias})

    def forward(self, x):
        return self.down(${model.gated ? 'F.silu(self.gate(x)) * self.up(x)' : 'F.gelu(self.up(x))'})


Norm = ${norm}


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.attention = Norm(HIDDEN), Attention()
        self.norm2, self.mlp = Norm(HIDDEN), Mlp()
`,
    plan.recompute === 'full'
      ? `    def layer(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.mlp(self.norm2(x))

    def forward(self, x):
        # Only x is kept; the layer is computed again when its gradient is due.
        return checkpoint(self.layer, x, use_reentrant=False)`
      : `    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.mlp(self.norm2(x))`,
  )
}

export function part({ model, pipeline }: Choices): string {
  const learned = model.positions === 'learned'
  return lines(
    'class Part(nn.Module):',
    pipeline
      ? '    """One stage of the pipeline: its share of the layers, and what lies at its ends."""'
      : '    """The whole model."""',
    `
    def __init__(self, index, stages):
        super().__init__()
        first, last = index == 0, index == stages - 1
        self.tokens = nn.Embedding(VOCABULARY, HIDDEN) if first else None`,
    learned && '        self.positions = nn.Embedding(SEQUENCE, HIDDEN) if first else None',
    `        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS // stages))
        self.norm = Norm(HIDDEN) if last else None
        self.head = nn.Linear(HIDDEN, VOCABULARY, bias=False) if last else None

    def forward(self, x):
        if self.tokens is not None:`,
    learned
      ? `            place = torch.arange(SEQUENCE, device=x.device).unsqueeze(0)
            x = self.tokens(x) + self.positions(place)`
      : '            x = self.tokens(x)',
    `        for block in self.blocks:
            x = block(x)
        return x if self.head is None else self.head(self.norm(x))`,
  )
}
