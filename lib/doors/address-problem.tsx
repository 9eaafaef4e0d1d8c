type AddressProblemProps = { sentence: string; back: string; product: string };

/** Shown where an address asks for something that does not exist (any more): what is wrong and the way out. */
export function AddressProblem({ sentence, back, product }: AddressProblemProps) {
  return (
    <div role="alert" className="mx-auto mt-16 max-w-lg text-center">
      <title>{`${sentence} · ${product}`}</title>
      <h1 className="text-lg text-pretty">{sentence}</h1>
      <a className="mt-4 inline-block text-accent-text underline" href="?">
        {back}
      </a>
    </div>
  );
}
