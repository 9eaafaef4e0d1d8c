/** A dense matrix of numbers, stored row by row. Reading outside of it gives NaN. */
export class Matrix {
  readonly data: Float64Array;

  constructor(
    readonly rows: number,
    readonly cols: number,
    data?: Float64Array,
  ) {
    this.data = data ?? new Float64Array(rows * cols);
  }

  get(i: number, j: number): number {
    return this.data[i * this.cols + j] ?? Number.NaN;
  }

  set(i: number, j: number, value: number): void {
    this.data[i * this.cols + j] = value;
  }

  add(i: number, j: number, value: number): void {
    this.set(i, j, this.get(i, j) + value);
  }

  copy(): Matrix {
    return new Matrix(this.rows, this.cols, this.data.slice());
  }

  /** The product with a vector. */
  times(vector: readonly number[]): number[] {
    return Array.from({ length: this.rows }, (_, i) =>
      vector.reduce((sum, x, j) => sum + this.get(i, j) * x, 0),
    );
  }
}
