import { Link } from "./link";

type ChoiceLinksProps = {
  label: string;
  choices: { label: string; href: string; isCurrent?: boolean }[];
};

/** A few ways to look at the same thing, beside its heading; each has its own address. */
export function ChoiceLinks({ label, choices }: ChoiceLinksProps) {
  return (
    <nav aria-label={label} className="print:hidden">
      <ul className="inline-flex rounded-md bg-default p-0.5">
        {choices.map((choice) => (
          <li key={choice.href}>
            <Link
              href={choice.href}
              scroll={false}
              aria-current={choice.isCurrent ? "true" : undefined}
              className="inline-flex min-h-7 items-center rounded-sm px-2.5 text-xs text-muted hover:text-foreground aria-[current=true]:bg-segment aria-[current=true]:font-medium aria-[current=true]:text-foreground"
            >
              {choice.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
