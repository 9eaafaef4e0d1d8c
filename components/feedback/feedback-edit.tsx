"use client";

import { Button } from "@heroui/react";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Option } from "@/components/ui/option";
import { useAction } from "@/components/ui/use-action";
import { moveFeedbackAction, tagFeedbackAction, undoFeedbackChangeAction } from "@/lib/feedback/actions";
import { PickMenu } from "./pick-menu";
import { TagMenu } from "./tag-menu";

type FeedbackEditProps = {
  workspace: string;
  id: string;
  tags: string[];
  allTags: string[];
  touchpoints: Option[];
  canTag: boolean;
  canManage: boolean;
};

/** Where a record belongs and what it is about, put right with undo. */
export function FeedbackEdit({ workspace, id, tags, allTags, touchpoints, ...can }: FeedbackEditProps) {
  const t = useTranslations("feedback");
  const undo = undoFeedbackChangeAction;
  const move = useAction({ action: moveFeedbackAction, workspace, undo });
  const tag = useAction({ action: tagFeedbackAction, workspace, undo });
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {tags.map((name) => (
        <span
          key={name}
          className="inline-flex min-h-7 items-center rounded-sm border border-border ps-2 text-xs text-muted last:pe-2"
        >
          {name}
          {can.canTag ? (
            <Button
              isIconOnly
              size="sm"
              variant="ghost"
              aria-label={t("detail.removeTag", { name })}
              isDisabled={tag.isPending}
              onPress={() => tag.run({ ids: id, mode: "remove", tag: name }, t("bulk.untagged", { name }))}
            >
              <X aria-hidden="true" className="size-3.5!" />
            </Button>
          ) : null}
        </span>
      ))}
      {tags.length === 0 && !can.canTag ? <span className="text-muted">{t("detail.noTags")}</span> : null}
      {can.canTag ? (
        <TagMenu
          label={t("bulk.tag")}
          tags={allTags.filter((name) => !tags.includes(name))}
          isPending={tag.isPending}
          onPick={(name) =>
            tag.run({ ids: id, mode: "add", tag: name }, t("bulk.tagged", { count: 1, name }))
          }
        />
      ) : null}
      {can.canManage ? (
        <PickMenu
          label={t("bulk.move")}
          options={touchpoints}
          isPending={move.isPending}
          onPick={({ value, label }) =>
            move.run({ ids: id, touchpoint: value }, t("bulk.moved", { count: 1, name: label }))
          }
        />
      ) : null}
    </div>
  );
}
