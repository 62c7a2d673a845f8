import type { Values } from '../text.ts'
import type { Grid, GridParam } from './grid.ts'
import type { ChoiceParam, ExtentParam, FlagParam, Param, ParamValue, TextParam } from './params.ts'

export type Params = Readonly<Record<string, Param>>

/** The value type of one parameter. */
export type ValueOf<P> =
  P extends ChoiceParam<infer Option>
    ? Option
    : P extends FlagParam
      ? boolean
      : P extends ExtentParam
        ? readonly [number, number]
        : P extends TextParam
          ? string
          : P extends GridParam
            ? Grid
            : number

/** The values of a whole parameter record: what `frames`, `describe` and the View receive. */
export type ValuesOf<P extends Params> = { readonly [K in keyof P]: ValueOf<P[K]> }

/**
 * What is legal for a parameter, given the values of the others: a list of values, or a smaller
 * range. `groups` must divide both channel counts, so its list is their common divisors.
 */
export type Legal = readonly (number | string)[] | { readonly min: number; readonly max: number }

/** A phrase of the widget's text file and what fills it. */
export type Sentence = readonly [phrase: string, values: Values]

/** The text alternative of one frame: a sentence, and further ones if one does not say it all. */
export type Description = readonly [...Sentence, ...further: readonly Sentence[]]

/** The same picture as a table; captions, column heads and texts in cells may be phrase names. */
export interface Table {
  readonly caption: string
  /** Names of phrases, or numbers where columns are counted. */
  readonly columns: readonly (string | number)[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/**
 * A widget, whole but for its picture. Everything else — controls, URL, embed page, gallery card,
 * keyboard, text alternative, contract tests — follows from this definition.
 */
export interface WidgetDefinition<
  P extends Params = Params,
  Frame = unknown,
  Case extends string = string,
> {
  readonly params: P
  /**
   * What is legal where parameters depend on one another. Read from first to last parameter; each
   * may look at all current values. An illegal value moves to the nearest legal one.
   */
  readonly legal?: (values: ValuesOf<P>) => { readonly [K in keyof P]?: Legal }
  /** Which controls make sense at these values (a root only where the primitive has one). */
  readonly shown?: (values: ValuesOf<P>) => { readonly [K in keyof P]?: boolean }
  /**
   * Code that only some states need: begins to fetch it, or gives nothing when what these values
   * need is at hand. Frames are asked for afterwards. Build and tests fetch it all beforehand.
   */
  readonly load?: (values: ValuesOf<P>) => Promise<unknown> | undefined
  /** From math/: a pure list. Its length is the number of steps; a still picture has one frame. */
  readonly frames: (values: ValuesOf<P>) => readonly Frame[]
  /**
   * Where frames are moves that can be undone: the values that bring back what stands on this frame
   * and no more. An exercise judges these; without, the values themselves, whatever the step.
   */
  readonly standing?: (frame: Frame, values: ValuesOf<P>) => Partial<ValuesOf<P>>
  readonly describe: (frame: Frame, values: ValuesOf<P>) => Description
  readonly table?: (frame: Frame, values: ValuesOf<P>) => Table
  /** Named states, for the gallery, chapters and tests; each overrides some defaults. */
  readonly cases: { readonly [K in Case | 'default']: Partial<ValuesOf<P>> }
  /**
   * `beside`: controls left of the picture, results right of it; `stacked`: for wide pictures,
   * controls in rows above and results in a row below. `beside` unless said.
   */
  readonly layout?: 'beside' | 'stacked'
  /** The step that the first picture shows, as a fraction of all steps; 0 unless said. */
  readonly opening?: number
}

export function defineWidget<const P extends Params, Frame, Case extends string>(
  definition: WidgetDefinition<P, Frame, Case>,
): WidgetDefinition<P, Frame, Case> {
  return definition
}

/** A definition of which nothing is known but that it is one: what the registry hands out. */
// eslint-disable-next-line typescript/no-explicit-any -- parameters stand on both sides of functions
export type AnyWidget = WidgetDefinition<any, any, any>

type OptionTexts<P> =
  P extends ChoiceParam<infer Option>
    ? { readonly label: string; readonly options: { readonly [K in Option]: string } }
    : string

/** What a widget's `text.en.ts` must hold; the other languages mirror its keys. */
export interface TextOf<W extends AnyWidget> {
  readonly title: string
  /** One sentence for the gallery card and the embed page: what it lets one see. */
  readonly summary: string
  readonly params: { readonly [K in keyof W['params']]: OptionTexts<W['params'][K]> }
  readonly cases: { readonly [K in keyof W['cases']]: string }
  /** Everything else that the picture, the description and the table say. */
  readonly phrases: Readonly<Record<string, string>>
}

export type AnyText = {
  readonly title: string
  readonly summary: string
  readonly params: Readonly<
    Record<
      string,
      string | { readonly label: string; readonly options: Readonly<Record<string, string>> }
    >
  >
  readonly cases: Readonly<Record<string, string>>
  readonly phrases: Readonly<Record<string, string>>
}

/** What a View receives. It is a function of these and of nothing else. */
export interface ViewProps<W extends AnyWidget> {
  readonly params: W extends WidgetDefinition<infer P, infer _Frame, infer _Case>
    ? ValuesOf<P>
    : never
  readonly frame: W extends WidgetDefinition<infer _P, infer Frame, infer _Case> ? Frame : never
  readonly frames: readonly ViewProps<W>['frame'][]
  /** Index of `frame`. */
  readonly step: number
  /** How far the change from the frame before to this one has come: 0 at its start, 1 arrived. */
  readonly t: number
  /** A phrase of the text file, filled. */
  readonly say: (phrase: string, values?: Values) => string
  /** Sets parameters from within the picture (a click on a rank, a drag). */
  readonly set: (changes: Partial<ViewProps<W>['params']>) => void
  /** Goes to a step from within the picture. */
  readonly seek: (step: number) => void
}

export type { ParamValue }
