#pragma once
#include <stdint.h>

/* Microseconds since the first call, by the clock that never jumps. */
int64_t now_us(void);
