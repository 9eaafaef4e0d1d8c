"use client";

import { MessageSquarePlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { useShortcut } from "@/components/ui/use-shortcut";

/** From every page to the agent's form: one press, or the key n. */
export function LogButton({ href }: { href: string }) {
  const t = useTranslations("log");
  const router = useRouter();
  useShortcut("n", () => router.push(href));
  return (
    <ButtonLink href={href} variant="primary" aria-keyshortcuts="n" className="max-sm:w-10 max-sm:px-0">
      <MessageSquarePlus aria-hidden="true" />
      <span className="max-sm:sr-only">{t("button")}</span>
    </ButtonLink>
  );
}
