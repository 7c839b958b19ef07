#include "services/gateway/joined_answer.h"

#include <google/protobuf/message.h>

#include <string>
#include <utility>

#include "creditproof/routing/v1/every_instance.pb.h"
#include "libs/base/status_macros.h"

namespace creditproof::gateway {
namespace {

using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;
using routing::v1::EveryInstance;
using Answers = std::vector<absl::StatusOr<MessagePtr>>;

const EveryInstance& Rule(const MethodDescriptor& method) {
  return method.options().GetExtension(routing::v1::every_instance);
}

const FieldDescriptor* FieldOf(const MethodDescriptor& method,
                               const std::string& name) {
  return method.output_type()->FindFieldByName(name);
}

bool IsSingle(const FieldDescriptor* field, FieldDescriptor::Type type) {
  return field != nullptr && field->type() == type && !field->is_repeated();
}

absl::StatusOr<MessagePtr> Concatenate(const FieldDescriptor& field,
                                       Answers answers) {
  std::string joined;
  for (const auto& answer : answers) {
    RETURN_IF_ERROR(answer.status());
    joined += (*answer)->GetReflection()->GetString(**answer, &field);
  }
  Message& first = **answers.front();
  first.GetReflection()->SetString(&first, &field, std::move(joined));
  return std::move(answers.front());
}

absl::StatusOr<MessagePtr> WhoKnows(const EnumValueDescriptor& nothing_known,
                                    const FieldDescriptor& field,
                                    Answers answers) {
  const auto value_of = [&](const MessagePtr& answer) {
    return answer->GetReflection()->GetEnum(*answer, &field)->number();
  };
  MessagePtr knowing;
  MessagePtr otherwise;
  absl::Status failure;
  for (const auto& answer : answers) {
    failure.Update(answer.status());
    if (!answer.ok()) continue;
    if (value_of(*answer) == nothing_known.number()) {
      otherwise = *answer;
    } else if (knowing == nullptr || value_of(*answer) < value_of(knowing)) {
      knowing = *answer;
    }
  }
  if (knowing != nullptr) return knowing;
  RETURN_IF_ERROR(failure);
  return otherwise;
}

}  // namespace

bool CanBeJoined(const MethodDescriptor& method) {
  return method.options().HasExtension(routing::v1::every_instance);
}

bool JoinFits(const MethodDescriptor& method) {
  if (!CanBeJoined(method)) return true;
  if (method.server_streaming() || method.client_streaming()) return false;
  const EveryInstance& rule = Rule(method);
  if (rule.has_concatenate()) {
    return IsSingle(FieldOf(method, rule.concatenate()),
                    FieldDescriptor::TYPE_BYTES);
  }
  const FieldDescriptor* field = FieldOf(method, rule.tell_apart());
  return IsSingle(field, FieldDescriptor::TYPE_ENUM) &&
         field->enum_type()->FindValueByName(rule.nothing_known()) != nullptr;
}

absl::StatusOr<MessagePtr> JoinAnswers(const MethodDescriptor& method,
                                       Answers answers) {
  const EveryInstance& rule = Rule(method);
  if (rule.has_concatenate()) {
    return Concatenate(*FieldOf(method, rule.concatenate()),
                       std::move(answers));
  }
  const FieldDescriptor& field = *FieldOf(method, rule.tell_apart());
  return WhoKnows(*field.enum_type()->FindValueByName(rule.nothing_known()),
                  field, std::move(answers));
}

}  // namespace creditproof::gateway
