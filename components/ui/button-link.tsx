import { buttonVariants } from "@heroui/styles";
import type { ComponentProps } from "react";
import { Link } from "./link";

type ButtonLinkProps = ComponentProps<typeof Link> & {
  variant?: "primary" | "secondary" | "outline" | "ghost";
  size?: "sm" | "md";
  isIconOnly?: boolean;
};

/** A link that looks like a button, for going somewhere; doing something is a button. */
export function ButtonLink({
  variant = "outline",
  size = "md",
  isIconOnly,
  className,
  ...props
}: ButtonLinkProps) {
  return <Link {...props} className={buttonVariants({ variant, size, isIconOnly, className })} />;
}
