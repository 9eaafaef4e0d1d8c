// Imported into a program that is not ours and that was started with a channel to us: it ends when we do, also when we
// are killed. The channel alone does not keep it running.
process.on("disconnect", () => process.exit(1));
process.channel?.unref();
if (process.connected === false) process.exit(1);
// For this one process only: its own helpers talk to it over such a channel and live by it.
process.execArgv.splice(0);
