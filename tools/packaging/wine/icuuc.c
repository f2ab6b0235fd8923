/* For the check under Wine only, never shipped: stands in for Windows' own icuuc.dll, which Wine has not. Every
   converter fails to open, so Qt lacks legacy code pages and nothing else. */
#define SAYS __declspec(dllexport)
SAYS void *ucnv_open(const char *name, int *error) { if (error) *error = 4; return 0; }
SAYS void ucnv_close(void *c) {}
SAYS void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
SAYS void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
SAYS void ucnv_reset(void *c) {}
SAYS signed char ucnv_getMaxCharSize(void *c) { return 1; }
SAYS const char *ucnv_getName(void *c, int *error) { return 0; }
SAYS void ucnv_getToUCallBack(void *c, void **a, void **b) {}
SAYS void ucnv_getFromUCallBack(void *c, void **a, void **b) {}
SAYS void ucnv_setToUCallBack(void) {}
SAYS void ucnv_setFromUCallBack(void) {}
SAYS void ucnv_cbToUWriteUChars(void) {}
SAYS void ucnv_cbFromUWriteUChars(void) {}
SAYS void ucnv_toUnicode(void) {}
SAYS void ucnv_fromUnicode(void) {}
SAYS int ucnv_toUCountPending(void *c, int *error) { return 0; }
SAYS int ucnv_fromUCountPending(void *c, int *error) { return 0; }
SAYS const char *ucnv_getStandardName(const char *a, const char *b, int *error) { return 0; }
SAYS const char *ucnv_getAvailableName(int i) { return 0; }
SAYS int ucnv_countAvailable(void) { return 0; }
