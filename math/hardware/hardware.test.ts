import { describe, expect, test } from 'vitest'
import {
  GB,
  accelerator,
  accelerators,
  cluster,
  devices,
  dgx,
  link,
  links,
  pcieBandwidth,
  peakFlops,
} from './index.ts'

describe('accelerators', () => {
  test('ids are unique and every link they name exists', () => {
    const ids = accelerators.map((chip) => chip.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const chip of accelerators) {
      for (const id of [chip.peerLink, chip.hostLink]) {
        if (id !== undefined) expect(link(id).bandwidth).toBeGreaterThan(0)
      }
    }
  })

  test('each has a source, a positive peak and a plausible memory', () => {
    for (const chip of accelerators) {
      expect(chip.source, chip.id).toMatch(/20\d\d/)
      expect(Object.values(chip.peak).length, chip.id).toBeGreaterThan(0)
      for (const peak of Object.values(chip.peak)) expect(peak, chip.id).toBeGreaterThan(1e9)
      expect(chip.memory.bandwidth, chip.id).toBeGreaterThan(1e8)
      expect(chip.memory.capacity, chip.id).toBeGreaterThan(1e6)
    }
  })

  test('peaks are dense and never fall as the format narrows', () => {
    for (const { id, peak } of accelerators) {
      const widest = ['fp64', 'fp32', 'tf32', 'fp16', 'fp8', 'fp4'] as const
      const given = widest.flatMap((precision) => peak[precision] ?? [])
      expect(given, id).toEqual(given.toSorted((a, b) => a - b))
    }
    expect(peakFlops(accelerator('h100'), 'fp8')).toBeLessThan(2e15)
  })

  test('what is unknown is said, with the names that exist', () => {
    expect(() => accelerator('h1000')).toThrow(/id must be one of "p100".*got "h1000"/)
    expect(() => link('carrier-pigeon')).toThrow(RangeError)
    expect(() => peakFlops(accelerator('v100-16gb'), 'fp8')).toThrow(/fp64, fp32, fp16/)
  })
})

describe('links', () => {
  test('PCIe rates follow from transfers, lanes and line code', () => {
    expect(pcieBandwidth(1, 1)).toBe(0.25 * GB)
    expect(pcieBandwidth(3)).toBeCloseTo(15.754 * GB, -6)
    expect(pcieBandwidth(5)).toBeCloseTo(63.015 * GB, -6)
    expect(pcieBandwidth(6)).toBe(121 * GB)
    expect(() => pcieBandwidth(3, 3)).toThrow(RangeError)
    expect(() => pcieBandwidth(7 as never)).toThrow(RangeError)
  })

  test('bandwidths count one direction: half of what vendors print for both', () => {
    expect(link('nvlink3').bandwidth).toBe(300 * GB)
    expect(link('infiniband-hdr').bandwidth).toBe(25 * GB)
    expect(link('ici-v5p').bandwidth).toBe(600 * GB)
    for (const entry of links) expect(entry.latency, entry.id).toBeGreaterThan(0)
  })
})

describe('clusters', () => {
  test('a DGX cluster counts its devices', () => {
    expect(devices(dgx('a100-80gb', 64))).toBe(512)
    expect(dgx('h100', 1).inter.bandwidth).toBe(50 * GB)
  })

  test('hostile descriptions are named', () => {
    const good = dgx('b200', 2)
    expect(() => cluster({ ...good, nodes: 0 })).toThrow(/nodes must be an integer in \[1/)
    expect(() => cluster({ ...good, devicesPerNode: 1.5 })).toThrow(/devicesPerNode/)
    expect(() => cluster({ ...good, inter: { bandwidth: 0, latency: 0 } })).toThrow(
      /inter.bandwidth/,
    )
    expect(() => cluster({ ...good, intra: { bandwidth: 1, latency: -1 } })).toThrow(
      /intra.latency/,
    )
  })
})
