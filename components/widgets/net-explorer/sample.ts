/** A small net for 64 × 64 pixels and ten classes: what the PyTorch field holds at first. */
export const sampleCode = `nn.Sequential(
    nn.Conv2d(3, 10, 3),
    nn.ReLU(),
    nn.Conv2d(10, 10, 3),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Conv2d(10, 10, 3),
    nn.ReLU(),
    nn.Conv2d(10, 10, 3),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Flatten(),
    nn.Linear(10 * 13 * 13, 10),
)
`

/** What pasted networks are likely to contain. Addresses point into it: it must not change. */
export const primer = `model = nn.Sequential(OrderedDict([('conv1', nn.Conv2d(3, 64, kernel_size=7, stride=2, padding=3, bias=False)),
    nn.Conv2d(64, 128, 3, stride=2, padding=1, groups=64, bias=False),
    nn.BatchNorm2d(64),
    nn.ReLU(inplace=True),
    nn.ReLU6(),
    nn.MaxPool2d(2),
    nn.AdaptiveAvgPool2d(1),
    nn.Flatten(),
    nn.Dropout(0.2),
    nn.Linear(512, 1000),
)
`
