import type { Metadata } from "next";
import { SharedProblem } from "@/components/sharing/shared-problem";
import { SharedView } from "@/components/sharing/shared-view";
import { defineSharePage } from "@/lib/doors/define-share-page";
import { loadShared } from "@/lib/sharing/queries/load-shared";

export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "no-referrer" };

export default defineSharePage({ load: loadShared, view: SharedView, problem: SharedProblem });
