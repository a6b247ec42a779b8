// A kernel may run if the processor has its instructions (cpuid), the operating system keeps its registers (xgetbv)
// and, for AMX on Linux, grants the tile state to the process on request (arch_prctl).
#include <algorithm>
#include <array>
#include <utility>

#include "recognise/kernel.h"

#if defined(__x86_64__)
#include <cpuid.h>
#endif
#if defined(__x86_64__) && defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace atagande::recognise {

namespace {

constexpr std::array<std::pair<Kernel, std::string_view>, 4> kernel_names = {{
    {Kernel::portable, "portable"},
    {Kernel::avx2, "avx2"},
    {Kernel::vnni, "vnni"},
    {Kernel::amx, "amx"},
}};

#if defined(__x86_64__)

struct Registers {
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
};

Registers cpuid(unsigned leaf) {
  Registers r;
  if (__get_cpuid_count(leaf, 0, &r.a, &r.b, &r.c, &r.d) == 0) return {};
  return r;
}

bool bit(unsigned word, unsigned place) { return ((word >> place) & 1U) != 0; }

/// The register states that the operating system saves (XCR0), 0 if it says nothing.
unsigned saved_states() {
  if (!bit(cpuid(1).c, 27)) return 0;  // OSXSAVE
  unsigned low = 0;
  unsigned high = 0;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

constexpr unsigned states_avx = 0x6;
constexpr unsigned states_avx512 = 0xE6;
constexpr unsigned states_amx = 0x60000;

bool has_all(unsigned states, unsigned wanted) { return (states & wanted) == wanted; }

bool tiles_granted() {
#if defined(__linux__)
  constexpr long request_permission = 0x1023;  // ARCH_REQ_XCOMP_PERM
  constexpr long tile_data = 18;
  return syscall(SYS_arch_prctl, request_permission, tile_data) == 0;
#else
  return false;
#endif
}

bool allowed(Kernel kernel) {
  const Registers extended = cpuid(7);
  const unsigned states = saved_states();
  const bool avx2 = bit(extended.b, 5) && has_all(states, states_avx);
  // F, BW, VL of AVX-512 and VNNI.
  const bool vnni = avx2 && bit(extended.b, 16) && bit(extended.b, 30) && bit(extended.b, 31) && bit(extended.c, 11) &&
                    has_all(states, states_avx512);
  switch (kernel) {
    case Kernel::portable:
      return true;
    case Kernel::avx2:
      return avx2;
    case Kernel::vnni:
      return vnni;
    case Kernel::amx:
      return avx2 && bit(extended.d, 24) && bit(extended.d, 25) && has_all(states, states_amx) && tiles_granted();
  }
  return false;
}

#else

bool allowed(Kernel kernel) { return kernel == Kernel::portable; }

#endif

const KernelFunctions* compiled(Kernel kernel) {
  switch (kernel) {
    case Kernel::portable:
      return portable_functions();
    case Kernel::avx2:
      return avx2_functions();
    default:
      return nullptr;
  }
}

}  // namespace

std::string_view name(Kernel kernel) {
  for (const auto& [known, text] : kernel_names) {
    if (known == kernel) return text;
  }
  return "unknown";
}

std::optional<Kernel> kernel_named(std::string_view name) {
  for (const auto& [kernel, text] : kernel_names) {
    if (text == name) return kernel;
  }
  return std::nullopt;
}

std::vector<Kernel> supported_kernels() {
  std::vector<Kernel> kernels;
  for (const auto& [kernel, text] : kernel_names) {
    if (compiled(kernel) != nullptr && allowed(kernel)) kernels.push_back(kernel);
  }
  return kernels;
}

Kernel best_kernel() { return supported_kernels().back(); }

const KernelFunctions& functions_of(Kernel kernel) {
  const std::vector<Kernel> supported = supported_kernels();
  if (std::find(supported.begin(), supported.end(), kernel) == supported.end()) {
    throw Error(Fault::bad_arguments, "this processor cannot run the kernel " + std::string(name(kernel)));
  }
  return *compiled(kernel);
}

}  // namespace atagande::recognise
