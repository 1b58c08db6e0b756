#pragma once

/* Ends the generator with one line on standard error. */
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* malloc and realloc in one; memory that grows is not cleared. */
void *allocate(void *before, unsigned long bytes);
