/* For the check under Wine only, never shipped: C99's complex functions, which Wine 10's ucrtbase.dll names and has not,
   and numpy 2.4 calls when it is imported. All the rest is Wine's own, under the name ucrtwine.dll: see windows_check.sh.
   A complex is a structure in Microsoft's C, and a long double a double. */
#include <complex.h>

typedef struct { double re, im; } Double;
typedef struct { float re, im; } Float;

static double _Complex wide(double re, double im) { double _Complex z; __real__ z = re; __imag__ z = im; return z; }

#define ONE(NAME) \
    Double of_##NAME(Double a) { double _Complex z = NAME(wide(a.re, a.im)); return (Double){creal(z), cimag(z)}; } \
    Float of_##NAME##f(Float a) { double _Complex z = NAME(wide(a.re, a.im)); return (Float){creal(z), cimag(z)}; } \
    Double of_##NAME##l(Double a) { return of_##NAME(a); }
#define PART(NAME) \
    double of_##NAME(Double a) { return NAME(wide(a.re, a.im)); } \
    float of_##NAME##f(Float a) { return NAME(wide(a.re, a.im)); } \
    double of_##NAME##l(Double a) { return of_##NAME(a); }

ONE(ccos) ONE(ccosh) ONE(cexp) ONE(csin) ONE(csinh) ONE(ctan) ONE(ctanh)
PART(cabs) PART(carg) PART(cimag) PART(creal)
Double of_cpow(Double a, Double b) { double _Complex z = cpow(wide(a.re, a.im), wide(b.re, b.im)); return (Double){creal(z), cimag(z)}; }
Float of_cpowf(Float a, Float b) { double _Complex z = cpow(wide(a.re, a.im), wide(b.re, b.im)); return (Float){creal(z), cimag(z)}; }
Double of_cpowl(Double a, Double b) { return of_cpow(a, b); }
