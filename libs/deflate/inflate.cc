#include "libs/deflate/inflate.h"

#include <libdeflate.h>

#include <algorithm>
#include <memory>

#include "absl/status/status.h"

namespace creditproof::deflate {
namespace {

constexpr std::size_t kUsualRatio = 8;

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* decompressor) const {
    libdeflate_free_decompressor(decompressor);
  }
};

libdeflate_decompressor* Decompressor() {
  thread_local const std::unique_ptr<libdeflate_decompressor, FreeDecompressor>
      decompressor(libdeflate_alloc_decompressor());
  return decompressor.get();
}

}  // namespace

absl::StatusOr<std::string> Inflate(absl::string_view deflated,
                                    std::size_t most_bytes) {
  std::size_t room = std::min(
      most_bytes, kUsualRatio * std::max(deflated.size(), kUsualRatio));
  while (true) {
    std::string bytes(room, '\0');
    std::size_t taken = 0;
    std::size_t given = 0;
    const libdeflate_result result = libdeflate_zlib_decompress_ex(
        Decompressor(), deflated.data(), deflated.size(), bytes.data(),
        bytes.size(), &taken, &given);
    if (result == LIBDEFLATE_SUCCESS && taken == deflated.size()) {
      bytes.resize(given);
      return bytes;
    }
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE || room == most_bytes) {
      return absl::InvalidArgumentError("a stream does not inflate");
    }
    room = std::min(most_bytes, 2 * room);
  }
}

}  // namespace creditproof::deflate
