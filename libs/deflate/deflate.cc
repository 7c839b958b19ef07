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

}  // namespace

std::string Deflate(absl::string_view bytes, int level) {
  libdeflate_compressor* const compressor = Compressor(level);
  std::string deflated(libdeflate_zlib_compress_bound(compressor, bytes.size()),
                       '\0');
  deflated.resize(libdeflate_zlib_compress(compressor, bytes.data(),
                                           bytes.size(), deflated.data(),
                                           deflated.size()));
  return deflated;
}

}  // namespace creditproof::deflate
