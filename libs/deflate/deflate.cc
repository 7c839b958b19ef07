#include "libs/deflate/deflate.h"

#include <libdeflate.h>

#include <array>
#include <memory>

namespace creditproof::deflate {
namespace {

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
  }
};

// Making a compressor costs as much as a small stream: one a thread and level.
libdeflate_compressor* Compressor(int level) {
  thread_local std::array<
      std::unique_ptr<libdeflate_compressor, FreeCompressor>, 13>
      compressors;
  auto& compressor = compressors.at(static_cast<std::size_t>(level));
  if (!compressor) compressor.reset(libdeflate_alloc_compressor(level));
  return compressor.get();
}

// Writes all that a bound says there may be, and cuts off what there is not.
template <typename Bound, typename Compress>
std::string Pack(absl::string_view bytes, int level, Bound bound,
                 Compress compress) {
  libdeflate_compressor* const compressor = Compressor(level);
  std::string packed(bound(compressor, bytes.size()), '\0');
  packed.resize(compress(compressor, bytes.data(), bytes.size(), packed.data(),
                         packed.size()));
  return packed;
}

}  // namespace

std::string Deflate(absl::string_view bytes, int level) {
  return Pack(bytes, level, libdeflate_zlib_compress_bound,
              libdeflate_zlib_compress);
}

std::string Gzip(absl::string_view bytes, int level) {
  return Pack(bytes, level, libdeflate_gzip_compress_bound,
              libdeflate_gzip_compress);
}

}  // namespace creditproof::deflate
