/* For the check under Wine only, never shipped: colour profiles, of which there are none. */
#include <stdint.h>
#define SAYS __declspec(dllexport)
SAYS int GetColorProfileFromHandle(void *h, void *b, uint32_t *s) { return 0; }
SAYS int CloseColorProfile(void *h) { return 1; }
SAYS void *WcsCreateIccProfile(void *h, uint32_t o) { return 0; }
SAYS void *OpenColorProfileW(void *p, uint32_t a, uint32_t b, uint32_t c) { return 0; }
