"use client";

import { usePathname } from "next/navigation";
import { Link } from "@/components/ui/link";
import { NavIcon, type NavIconName } from "./nav-icon";

export type NavItem = {
  label: string;
  href: string;
  /** Beginnings of other addresses that belong to it. */
  under: string[];
  /** Its address begins those of all others, so only that very address is its own. */
  isRoot: boolean;
  icon: NavIconName;
  /** Items of the same group stand together under its name; without one they come first. */
  group?: string;
  /** A short count beside the label, such as open cases. */
  badge?: string;
};

/** The item whose address is the longest beginning of the current one is the active one. */
export function NavList({ items, onFollow }: { items: NavItem[]; onFollow?: () => void }) {
  const path = usePathname();
  const active = items
    .flatMap((item) => [item.href, ...item.under].map((start) => ({ item, start })))
    .filter(
      ({ item, start }) =>
        path === start || (path.startsWith(`${start}/`) && !(item.isRoot && start === item.href)),
    )
    .sort((a, b) => b.start.length - a.start.length)[0]?.item;
  const groups = [...new Set(items.map(({ group }) => group))];

  return groups.map((group) => (
    <div key={group ?? ""} className="mt-5 first:mt-0">
      {group ? <p className="eyebrow px-2.5 pb-1.5">{group}</p> : null}
      <ul className="flex flex-col gap-px">
        {items
          .filter((item) => item.group === group)
          .map((item) => (
            <li key={item.href}>
              <Link
                href={item.href}
                onClick={onFollow}
                aria-current={item === active ? "page" : undefined}
                className="group flex min-h-10 items-center gap-2.5 rounded-md px-2.5 py-1 text-muted hover:bg-default hover:text-foreground aria-[current=page]:bg-default aria-[current=page]:font-medium aria-[current=page]:text-foreground lg:min-h-8"
              >
                <NavIcon
                  name={item.icon}
                  className="size-4 shrink-0 group-aria-[current=page]:text-accent-text"
                />
                <span className="min-w-0 flex-1">{item.label}</span>
                {item.badge ? <span className="figures text-xs text-muted">{item.badge}</span> : null}
              </Link>
            </li>
          ))}
      </ul>
    </div>
  ));
}
