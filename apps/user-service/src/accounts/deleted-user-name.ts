/** How a deleted account is called. With a blank: nobody's username is like that. */
export const deletedUserName = "deleted user";
