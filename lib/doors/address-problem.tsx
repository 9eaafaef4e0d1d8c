/** Shown where an address asks for something that does not exist (any more): what is wrong and the way out. */
export function AddressProblem({ sentence, back }: { sentence: string; back: string }) {
  return (
    <div role="alert" className="mx-auto mt-16 max-w-lg text-center">
      <p className="text-lg">{sentence}</p>
      <a className="mt-4 inline-block text-accent-text underline" href="?">
        {back}
      </a>
    </div>
  );
}
