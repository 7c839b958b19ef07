// What the .proto files say in their comments.
#pragma once

#include <google/protobuf/descriptor.h>

#include <memory>
#include <string>

namespace creditproof::gateway {

// Of what is linked in (public_api.h). Immutable.
class Comments {
 public:
  Comments();
  ~Comments();

  // Empty when there is none. Line breaks within a paragraph are blanks.
  std::string Of(const google::protobuf::MethodDescriptor& method) const;
  std::string Of(const google::protobuf::FieldDescriptor& field) const;
  std::string Of(const google::protobuf::Descriptor& type) const;
  std::string Of(const google::protobuf::EnumDescriptor& type) const;

 private:
  template <typename Descriptor>
  static std::string Text(const Descriptor* descriptor);

  std::unique_ptr<google::protobuf::DescriptorPool> pool_;
};

}  // namespace creditproof::gateway
