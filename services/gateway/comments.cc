#include "services/gateway/comments.h"

#include <google/protobuf/descriptor.pb.h>

#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"

// protoc's description of the protos with their comments, which it leaves out
// of the code that it makes (CMakeLists.txt).
asm(R"(
  .section .rodata
  .global creditproof_comments
  creditproof_comments: .incbin ")" CREDITPROOF_COMMENTS R"("
  .global creditproof_comments_end
  creditproof_comments_end: .byte 0
  .previous
)");
extern "C" const char creditproof_comments[];      // NOLINT
extern "C" const char creditproof_comments_end[];  // NOLINT

namespace creditproof::gateway {

using google::protobuf::DescriptorPool;
using google::protobuf::FileDescriptorSet;
using google::protobuf::SourceLocation;

Comments::Comments() : pool_(std::make_unique<DescriptorPool>()) {
  FileDescriptorSet files;
  if (!files.ParseFromArray(
          creditproof_comments,
          static_cast<int>(creditproof_comments_end - creditproof_comments))) {
    std::abort();  // the build is broken
  }
  for (const auto& file : files.file()) {
    if (pool_->BuildFile(file) == nullptr) std::abort();
  }
}

Comments::~Comments() = default;

template <typename Descriptor>
std::string Comments::Text(const Descriptor* descriptor) {
  SourceLocation place;
  if (descriptor == nullptr || !descriptor->GetSourceLocation(&place)) {
    return "";
  }
  std::string text = place.leading_comments;
  absl::StripAsciiWhitespace(&text);
  return absl::StrReplaceAll(text, {{"\n \n ", "\n\n"}, {"\n ", " "}});
}

std::string Comments::Of(
    const google::protobuf::MethodDescriptor& method) const {
  return Text(pool_->FindMethodByName(method.full_name()));
}

std::string Comments::Of(const google::protobuf::FieldDescriptor& field) const {
  return Text(pool_->FindFieldByName(field.full_name()));
}

std::string Comments::Of(const google::protobuf::Descriptor& type) const {
  return Text(pool_->FindMessageTypeByName(type.full_name()));
}

std::string Comments::Of(const google::protobuf::EnumDescriptor& type) const {
  return Text(pool_->FindEnumTypeByName(type.full_name()));
}

}  // namespace creditproof::gateway
