/** Decimal and binary units, in bytes, FLOP/s or seconds. GB = 10⁹ and GiB = 2³⁰, always. */

/** One kilobyte: 10³ bytes. */
export const KB = 1e3
/** One megabyte: 10⁶ bytes. */
export const MB = 1e6
/** One gigabyte: 10⁹ bytes. */
export const GB = 1e9
/** One terabyte: 10¹² bytes. */
export const TB = 1e12
/** One mebibyte: 2²⁰ bytes. */
export const MiB = 2 ** 20
/** One gibibyte: 2³⁰ bytes. */
export const GiB = 2 ** 30
/** One tera-operation: 10¹², as in TFLOP/s and TOP/s. */
export const TERA = 1e12
/** One giga-operation: 10⁹, as in GFLOP/s. */
export const GIGA = 1e9
/** One microsecond, in seconds. */
export const MICROSECOND = 1e-6
