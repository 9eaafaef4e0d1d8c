"use client";

import { Button } from "@heroui/react";
import { Printer } from "lucide-react";

/** The page on paper, or as PDF by the browser's own dialog. */
export function PrintButton({ label }: { label: string }) {
  return (
    <Button variant="outline" onPress={() => window.print()} className="gap-1.5">
      <Printer aria-hidden="true" className="size-4!" />
      {label}
    </Button>
  );
}
