"use client";

import { Toast, type ToastContentValue, ToastProvider } from "@heroui/react";
import { useTranslations } from "next-intl";

/** Where "saved, undo" appears; say it with `toast` of the component library. */
export function ToastRegion() {
  const t = useTranslations("ui");
  return (
    <ToastProvider<ToastContentValue> placement="bottom end" width={380}>
      {({ toast }) => {
        const { title, description, variant, actionProps } = toast.content;
        return (
          <Toast toast={toast} variant={variant}>
            {variant ? <Toast.Indicator variant={variant} /> : null}
            <Toast.Content>
              <Toast.Title>{title}</Toast.Title>
              {description ? <Toast.Description>{description}</Toast.Description> : null}
            </Toast.Content>
            {actionProps ? <Toast.ActionButton {...actionProps} /> : null}
            <Toast.CloseButton aria-label={t("close")} />
          </Toast>
        );
      }}
    </ToastProvider>
  );
}
