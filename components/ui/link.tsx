import NextLink from "next/link";
import type { ComponentProps } from "react";

/** A link inside Lotse. Pages are made of live data, so fetching every visible link ahead would ask the database for nothing. */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />;
}
