#include "libs/report/part.h"

#include <libdeflate.h>

#include <array>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"

namespace creditproof::report {
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

std::string Deflate(absl::string_view bytes, int level) {
  libdeflate_compressor* const compressor = Compressor(level);
  std::string deflated(libdeflate_zlib_compress_bound(compressor, bytes.size()),
                       '\0');
  deflated.resize(libdeflate_zlib_compress(compressor, bytes.data(),
                                           bytes.size(), deflated.data(),
                                           deflated.size()));
  return deflated;
}

}  // namespace

std::string Ref(int number) { return absl::StrCat(number, " 0 R"); }

Part PlainStream(absl::string_view entries, std::string bytes) {
  return {absl::StrCat("<<", entries, ">>"), std::move(bytes)};
}

Part DeflatedStream(absl::string_view entries, absl::string_view bytes,
                    int level) {
  return {absl::StrCat("<<", entries, "/Filter/FlateDecode>>"),
          Deflate(bytes, level)};
}

}  // namespace creditproof::report
