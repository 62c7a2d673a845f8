import type { Accelerator } from './accelerators.ts'
import { GB, GIGA, TERA } from './units.ts'

/**
 * Peak FP32 rate of a CPU from its cores: cores · clock · lanes · pipes · 2.
 *
 * `lanes` is the vector width in 32-bit elements and `pipes` the number of fused multiply-add
 * units per core; one fused multiply-add is two operations.
 */
const cpuPeak = (cores: number, hertz: number, lanes: number, pipes: number) =>
  cores * hertz * lanes * pipes * 2

/** Phones, boards and CPUs: the chips that small networks are made small for. */
export const edge: readonly Accelerator[] = [
  {
    id: 'kirin-970',
    name: 'Kirin 970 NPU',
    vendor: 'HiSilicon',
    class: 'phone',
    year: 2017,
    peak: { fp16: 1.92 * TERA },
    memory: { capacity: 6 * GB, bandwidth: 29.8 * GB, shared: true },
    source: 'Huawei IFA keynote and HiSilicon Kirin 970 product page (2017)',
    note: 'bandwidth from LPDDR4X-3733 on 64 bits; capacity as in the Mate 10 Pro',
  },
  {
    id: 'apple-a17-pro',
    name: 'Apple A17 Pro Neural Engine',
    vendor: 'Apple',
    class: 'phone',
    year: 2023,
    peak: { int8: 35 * TERA },
    memory: { capacity: 8 * GB, bandwidth: 51.2 * GB, shared: true },
    source: 'Apple, iPhone 15 Pro announcement (2023): 35 TOPS',
    note: 'bandwidth from LPDDR5-6400 on 64 bits; Apple does not say at which precision the peak holds',
  },
  {
    id: 'snapdragon-865',
    name: 'Snapdragon 865 AI engine',
    vendor: 'Qualcomm',
    class: 'phone',
    year: 2019,
    peak: { int8: 15 * TERA },
    memory: { capacity: 8 * GB, bandwidth: 44 * GB, shared: true },
    source: 'Qualcomm Snapdragon 865 product brief (2019): 15 TOPS, LPDDR5 at 2750 MHz',
    note: 'bandwidth from 5500 MT/s on 64 bits; the peak adds up all units of the engine',
  },
  {
    id: 'ascend-310',
    name: 'Ascend 310',
    vendor: 'Huawei',
    class: 'embedded',
    year: 2018,
    peak: { fp16: 8 * TERA, int8: 16 * TERA },
    memory: { capacity: 8 * GB, bandwidth: 51.2 * GB },
    hostLink: 'pcie3',
    source: 'Huawei, DaVinci, Hot Chips 31 (2019); Atlas 200 module data sheet (2019)',
    note: 'first clock; later data sheets give 11 TFLOP/s and 22 TOP/s',
  },
  {
    id: 'edge-tpu',
    name: 'Coral Edge TPU (USB)',
    vendor: 'Google',
    class: 'embedded',
    year: 2019,
    peak: { int8: 4 * TERA },
    memory: { capacity: 8e6, bandwidth: 0.5 * GB },
    source: 'Coral USB Accelerator data sheet (2019): 4 TOPS, USB 3.1 at 5 Gb/s',
    note: 'about 8 MB on chip holds the weights; the bandwidth is that of USB with 8b/10b coding',
  },
  {
    id: 'jetson-nano',
    name: 'Jetson Nano',
    vendor: 'NVIDIA',
    class: 'embedded',
    year: 2019,
    peak: { fp16: 0.472 * TERA, fp32: 0.236 * TERA },
    memory: { capacity: 4 * GB, bandwidth: 25.6 * GB, shared: true },
    source: 'NVIDIA Jetson Nano data sheet (2019)',
  },
  {
    id: 'phone-cpu-a76',
    name: 'Four Cortex-A76 at 2.4 GHz',
    vendor: 'Arm',
    class: 'cpu',
    year: 2018,
    peak: { fp32: cpuPeak(4, 2.4 * GIGA, 4, 2), fp16: 2 * cpuPeak(4, 2.4 * GIGA, 4, 2) },
    memory: { capacity: 8 * GB, bandwidth: 17.1 * GB, shared: true },
    source:
      'Arm Cortex-A76 Software Optimization Guide (2018); Raspberry Pi 5 product brief (2023)',
    note: 'peak = cores · clock · 4 lanes · 2 pipes · 2; LPDDR4X-4267 on 32 bits as in the Raspberry Pi 5',
  },
  {
    id: 'epyc-7763',
    name: 'EPYC 7763',
    vendor: 'AMD',
    class: 'cpu',
    year: 2021,
    peak: { fp32: cpuPeak(64, 2.45 * GIGA, 8, 2), fp64: cpuPeak(64, 2.45 * GIGA, 4, 2) },
    memory: { capacity: 512 * GB, bandwidth: 204.8 * GB },
    source: 'AMD EPYC 7003 data sheet (2021): 64 cores, 2.45 GHz base, eight DDR4-3200 channels',
    note: 'peak = cores · base clock · 8 lanes · 2 pipes · 2; capacity is what is installed, not a limit',
  },
]
