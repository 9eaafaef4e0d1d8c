/** What the model of buying needs of a customer: repeat purchase days, weeks to the last, weeks observed. */
export type BuyingHistory = { x: number; tx: number; t: number };

const first = 1024;

/**
 * Histories with the number of customers who share each. They lie in columns of some twenty bytes a history, so that a
 * million customers who all differ are twenty megabytes, and not a million objects.
 */
export class CountedHistories {
  /** The different spans in weeks; histories name them by their place here. */
  readonly weeks: number[] = [];
  /** Histories, each once if they were added so. */
  length = 0;
  customers = 0;
  mostPurchases = 0;
  private readonly places = new Map<number, number>();
  private columns = {
    x: new Uint32Array(first),
    tx: new Uint32Array(first),
    t: new Uint32Array(first),
    n: new Float64Array(first),
  };

  /** Customers who differ in nothing are counted together here; whoever has counted already adds with `n`. */
  static of(customers: Iterable<BuyingHistory>): CountedHistories {
    const counts = new Map<string, { history: BuyingHistory; n: number }>();
    for (const history of customers) {
      const key = `${history.x} ${history.tx} ${history.t}`;
      const known = counts.get(key);
      if (known) known.n++;
      else counts.set(key, { history, n: 1 });
    }
    const counted = new CountedHistories();
    for (const { history, n } of counts.values()) counted.add(history, n);
    return counted;
  }

  add({ x, tx, t }: BuyingHistory, n = 1): void {
    if (this.length === this.columns.x.length) this.grow();
    const { columns, length } = this;
    columns.x[length] = x;
    columns.tx[length] = this.placeOf(tx);
    columns.t[length] = this.placeOf(t);
    columns.n[length] = n;
    this.length++;
    this.customers += n;
    if (x > this.mostPurchases) this.mostPurchases = x;
  }

  /** Repeat purchases, places of both spans in `weeks`, and customers. */
  read(): { x: Uint32Array; tx: Uint32Array; t: Uint32Array; n: Float64Array } {
    return this.columns;
  }

  private placeOf(weeks: number): number {
    const known = this.places.get(weeks);
    if (known !== undefined) return known;
    this.places.set(weeks, this.weeks.length);
    return this.weeks.push(weeks) - 1;
  }

  private grow(): void {
    const wider = <Column extends Uint32Array | Float64Array>(after: Column, before: Column): Column => {
      after.set(before);
      return after;
    };
    const { x, tx, t, n } = this.columns;
    const size = 2 * x.length;
    this.columns = {
      x: wider(new Uint32Array(size), x),
      tx: wider(new Uint32Array(size), tx),
      t: wider(new Uint32Array(size), t),
      n: wider(new Float64Array(size), n),
    };
  }
}
