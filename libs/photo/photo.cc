#include "libs/photo/photo.h"

#include <png.h>
#include <turbojpeg.h>

#include <memory>

#include "absl/status/status.h"
#include "absl/strings/match.h"

namespace creditproof::photo {
namespace {

constexpr absl::string_view kPng = "\x89PNG\r\n\x1A\n";
constexpr absl::string_view kJpeg = "\xFF\xD8\xFF";
constexpr std::size_t kMostPixels = 100'000'000;

absl::Status Broken() {
  return absl::InvalidArgumentError("图片打不开，请重新扫描或者拍照。");
}

absl::StatusOr<Picture> Blank(std::size_t width, std::size_t height) {
  if (width == 0 || height == 0) return Broken();
  if (width > kMostPixels / height) {
    return absl::InvalidArgumentError(
        "图片过大，不能超过一亿像素，请用低一些的分辨率扫描。");
  }
  return Picture{static_cast<int>(width), static_cast<int>(height),
                 std::vector<std::uint8_t>(width * height)};
}

struct FreePng {
  void operator()(png_image* image) const { png_image_free(image); }
};

absl::StatusOr<Picture> ReadPng(absl::string_view file) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  const std::unique_ptr<png_image, FreePng> guard(&image);
  if (png_image_begin_read_from_memory(&image, file.data(), file.size()) == 0) {
    return Broken();
  }
  absl::StatusOr<Picture> picture = Blank(image.width, image.height);
  if (!picture.ok()) return picture;
  image.format = PNG_FORMAT_GRAY;
  constexpr png_color kPaper = {255, 255, 255};  // under what is transparent
  if (png_image_finish_read(&image, &kPaper, picture->grey.data(),
                            /*row_stride=*/0, /*colormap=*/nullptr) == 0) {
    return Broken();
  }
  return picture;
}

struct FreeJpeg {
  void operator()(void* reader) const { tjDestroy(reader); }
};

absl::StatusOr<Picture> ReadJpeg(absl::string_view file) {
  const std::unique_ptr<void, FreeJpeg> reader(tjInitDecompress());
  const auto* const bytes = reinterpret_cast<const unsigned char*>(file.data());
  int width = 0;
  int height = 0;
  int sampling = 0;
  int colours = 0;
  if (!reader || tjDecompressHeader3(reader.get(), bytes, file.size(), &width,
                                     &height, &sampling, &colours) != 0) {
    return Broken();
  }
  absl::StatusOr<Picture> picture =
      Blank(static_cast<std::size_t>(width), static_cast<std::size_t>(height));
  if (!picture.ok()) return picture;
  if (tjDecompress2(reader.get(), bytes, file.size(), picture->grey.data(),
                    width, /*pitch=*/0, height, TJPF_GRAY,
                    TJFLAG_LIMITSCANS) != 0) {
    return Broken();
  }
  return picture;
}

}  // namespace

bool IsPhoto(absl::string_view file) {
  return absl::StartsWith(file, kPng) || absl::StartsWith(file, kJpeg);
}

absl::StatusOr<Picture> ReadPhoto(absl::string_view file) {
  if (absl::StartsWith(file, kPng)) return ReadPng(file);
  if (absl::StartsWith(file, kJpeg)) return ReadJpeg(file);
  return Broken();
}

}  // namespace creditproof::photo
